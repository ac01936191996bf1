package io.crossfade.server.admin.making;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.config.Config;
import io.crossfade.core.config.Problem;
import io.crossfade.core.config.read.migration.MigrationsReader;
import io.crossfade.core.config.read.migration.SettingsReader;
import io.crossfade.core.config.read.migration.SettingsReader.Reading;
import io.crossfade.routing.migration.Plan;
import io.crossfade.server.admin.making.Wish.Denied;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a request asks of a migration that has not begun. Fields are those of the management
 * API or keys of the file; a null takes one back. Every rule of the file holds.
 */
public final class Wishes {
  private static final String TARGET = "target_model";
  private static final int LONGEST = 32_768;

  /** Fields by the key of the file that they become. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "name", "name",
          "from", "source_model",
          "to", TARGET,
          "split", "canary_percentage",
          "schedule", "canary_percentage",
          "hypercare", "duration_hours",
          "rollback", Limits.THRESHOLD);

  private final Config config;
  private final Places places;

  /**
   * @param config what is declared, and the migrations that take their calls first
   * @param places of the same configuration
   */
  public Wishes(Config config, Places places) {
    this.config = config;
    this.places = places;
  }

  /** Every field that may be set. */
  public static Set<String> fields() {
    Set<String> fields = new HashSet<>(MigrationsReader.keys());
    fields.removeAll(Set.of("name", "from", "to"));
    fields.addAll(Ramp.FIELDS);
    fields.addAll(Limits.FIELDS);
    fields.add(TARGET);
    return Set.copyOf(fields);
  }

  /** Of a request, what is about the settings. */
  public static ObjectNode settings(ObjectNode body) {
    return body.deepCopy().retain(fields());
  }

  /** The source as the file would name it. */
  public Optional<String> source(String model) {
    return places.find(model).map(Places.Place::toString);
  }

  /** Other settings for a migration that has not begun. */
  public Wish change(Settings before, ObjectNode body) {
    ObjectNode next = before.json().deepCopy();
    put(next, body, key -> !Moves.KEYS.contains(key));
    Denied denied = target(next, body.get(TARGET));
    if (denied == null) {
      denied = new Moves(next, body).write();
    }
    if (denied == null) {
      denied = Limits.write(next, body);
    }
    put(next, body, key -> Moves.KEYS.contains(key) && !key.equals(Moves.STRATEGY));
    return denied == null ? checked(Settings.of(next.toString()), body) : denied;
  }

  private static void put(ObjectNode settings, ObjectNode body, Predicate<String> which) {
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      if (MigrationsReader.keys().contains(field.getKey()) && which.test(field.getKey())) {
        if (field.getValue().isNull()) {
          settings.remove(field.getKey());
        } else {
          settings.set(field.getKey(), field.getValue());
        }
      }
    }
  }

  private @Nullable Denied target(ObjectNode next, @Nullable JsonNode asked) {
    if (asked == null) {
      return next.has("to") || next.size() == 2
          ? null
          : new Denied(TARGET, "name it first: what else is said depends on it");
    }
    Optional<Places.Place> target =
        asked.isTextual() ? places.find(asked.textValue()) : Optional.empty();
    target.ifPresent(place -> next.put("to", place.toString()));
    return target.isPresent() ? null : nowhere(TARGET);
  }

  /** No provider serves it. */
  public static Denied nowhere(String field) {
    return new Denied(
        field,
        "no provider of the file serves it as far as the catalogue knows; write provider/model");
  }

  private Wish checked(Settings settings, ObjectNode body) {
    if (settings.to().isEmpty()) {
      return new Wish.Granted(settings, null, List.of());
    }
    String text = settings.lines();
    if (text.length() > LONGEST) {
      return new Denied("models", "the settings are longer than %,d characters".formatted(LONGEST));
    }
    return switch (SettingsReader.read(config, text)) {
      case Reading.Unsound(List<Problem> problems) -> denied(settings, body, problems.getFirst());
      case Reading.Sound(var migration, var _, List<Problem> warnings) ->
          new Wish.Granted(
              settings,
              settings.settled() ? Plan.of(migration) : null,
              warnings.stream().map(Wishes::told).toList());
    };
  }

  private static Denied denied(Settings settings, ObjectNode body, Problem problem) {
    String key = settings.keyOn(problem.line());
    String field = body.has(key) ? key : Objects.requireNonNullElse(FIELDS.get(key), key);
    return new Denied(field, told(problem));
  }

  private static String told(Problem problem) {
    return problem.message() + "; " + problem.fix();
  }
}
