package io.crossfade.core.chat;

import static java.util.Collections.unmodifiableMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fields that mean something in one dialect only, kept as they came. They go back into an object of
 * that same dialect, and count as losses in any other.
 *
 * @param dialect whose fields they are; empty when there are none
 * @param fields by name, in the order they came
 */
public record Extras(String dialect, Map<String, JsonNode> fields) {
  public static final Extras NONE = new Extras("", Map.of());

  public Extras {
    fields = fields.isEmpty() ? Map.of() : unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** The fields of an object that its reader does not know. */
  public static Extras beyond(Set<String> known, JsonNode object, String dialect) {
    Map<String, JsonNode> rest = new LinkedHashMap<>();
    object
        .properties()
        .forEach(
            field -> {
              if (!known.contains(field.getKey())) {
                rest.put(field.getKey(), field.getValue());
              }
            });
    return rest.isEmpty() ? NONE : new Extras(dialect, rest);
  }

  /** One field of a dialect. */
  public static Extras of(String dialect, String name, JsonNode value) {
    return new Extras(dialect, Map.of(name, value));
  }

  /** These fields and one more; of the other's dialect, unless there are some already. */
  public Extras and(String ofDialect, String name, JsonNode value) {
    Map<String, JsonNode> more = new LinkedHashMap<>(fields);
    more.put(name, value);
    return new Extras(fields.isEmpty() ? ofDialect : dialect, more);
  }

  /** The value of a field, or null; null too in any other dialect than theirs. */
  public @Nullable JsonNode get(String target, String name) {
    return belongTo(target) ? fields.get(name) : null;
  }

  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /** Whether they are that dialect's, or there are none. */
  public boolean belongTo(String other) {
    return fields.isEmpty() || dialect.equals(other);
  }

  /** Puts them into an object of {@code target}'s dialect; in another dialect's they stay out. */
  public void into(ObjectNode object, String target) {
    if (belongTo(target)) {
      fields.forEach(object::set);
    }
  }
}
