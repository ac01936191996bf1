package io.crossfade.server.admin.making;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.catalog.Model;
import io.crossfade.server.admin.making.Places.Place;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether one model can do what another could, by the catalogue alone. */
public final class Compatibility {
  private static final String PASS = "pass";
  private static final String WARN = "warn";
  private static final String FAIL = "fail";

  private final ArrayNode checks = JsonNodeFactory.instance.arrayNode();
  private final Place target;
  private boolean compatible = true;

  private Compatibility(Place target) {
    this.target = target;
  }

  /**
   * Compares the source of a migration with a model.
   *
   * @param named the model, alone or as {@code provider/model}
   * @return empty where no provider of the file serves it
   */
  public static Optional<ObjectNode> of(
      Places places, String source, String named, LocalDate today) {
    return places.find(named).map(target -> compare(places, Place.of(source), target, today));
  }

  private static ObjectNode compare(Places places, Place from, Place target, LocalDate today) {
    Compatibility found = new Compatibility(target);
    Model before = places.model(from).orElse(null);
    Model after = places.model(target).orElse(null);
    if (after == null) {
      found.check("catalogue", WARN, "the catalogue does not know %s".formatted(target));
    } else if (before == null) {
      found.check("catalogue", WARN, "the catalogue does not know %s".formatted(from));
    } else {
      found.compare(before, after);
    }
    if (after != null) {
      found.life(after, today);
    }
    found.wire(places.sameWire(from, target));
    return found.json();
  }

  private void compare(Model before, Model after) {
    if (before.isEmbedding() || after.isEmbedding()) {
      boolean same = before.id().equals(after.id());
      check(
          "embeddings",
          same ? PASS : FAIL,
          same ? "the same vectors" : "vectors of two models must not mix in one index");
      return;
    }
    for (String feature : Features.names()) {
      feature(feature, Features.has(before, feature), Features.has(after, feature));
    }
    size("context_length", before.contextWindow(), after.contextWindow());
    size("max_output_tokens", before.maxOutputTokens(), after.maxOutputTokens());
  }

  private void feature(String feature, boolean before, boolean after) {
    if (after || !before) {
      check(feature, PASS, after ? "%s has it".formatted(target) : "neither has it");
    } else {
      check(feature, FAIL, "%s lacks it; calls that use it would fail".formatted(target));
    }
  }

  private void size(String feature, @Nullable Integer before, @Nullable Integer after) {
    if (before == null || after == null) {
      check(feature, WARN, "the catalogue does not know it for both");
    } else if (after >= before) {
      check(feature, PASS, "%,d tokens instead of %,d".formatted(after, before));
    } else {
      check(
          feature,
          WARN,
          "%,d tokens only, not %,d: longer calls would fail".formatted(after, before));
    }
  }

  private void life(Model after, LocalDate today) {
    LocalDate end = after.life().shutdownOn();
    LocalDate announced = after.life().deprecatedOn();
    if (end != null && !end.isAfter(today)) {
      check("availability", FAIL, "it was shut down on %s".formatted(end));
    } else if (end != null || announced != null) {
      check(
          "availability", WARN, "its end is announced%s".formatted(end == null ? "" : ": " + end));
    } else {
      check("availability", PASS, "no end is announced");
    }
  }

  private void wire(boolean same) {
    check(
        "api",
        same ? PASS : WARN,
        same
            ? "both speak the same API"
            : "another API: calls are translated, and what cannot be said there is refused");
  }

  private void check(String feature, String status, String detail) {
    compatible &= !status.equals(FAIL);
    checks.addObject().put("feature", feature).put("status", status).put("detail", detail);
  }

  private ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("target_model", target.toString())
            .put("compatible", compatible);
    json.set("checks", checks);
    return json;
  }
}
