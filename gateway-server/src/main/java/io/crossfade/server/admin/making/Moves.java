package io.crossfade.server.admin.making;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.server.admin.making.Wish.Denied;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a migration moves: the management API's words for it become those of the file.
 *
 * @param settings changed
 * @param body what is asked
 */
record Moves(ObjectNode settings, ObjectNode body) {
  static final String STRATEGY = "strategy";
  private static final String CANARY = "canary";

  /** What belongs to one way of moving, and goes when another is chosen. */
  static final List<String> KEYS = List.of(STRATEGY, "split", "schedule", "phases", "hypercare");

  @Nullable Denied write() {
    Denied denied = strategy();
    return denied == null ? shares() : denied;
  }

  private @Nullable Denied strategy() {
    JsonNode asked = body.path(STRATEGY);
    if (asked.isMissingNode()) {
      return null;
    }
    String word = asked.asText();
    if (word.equals("scheduled")) {
      if (!settings.has("execute_at")) {
        return new Denied("execute_at", "strategy scheduled needs it; write 2027-01-15T02:00:00Z");
      }
      boolean shared = settings.has("split") || settings.has("schedule");
      word = shared || body.has("canary_percentage") ? CANARY : "instant";
    }
    if (!word.equals(strategyNow())) {
      settings.remove(KEYS);
    }
    settings.put(STRATEGY, word);
    return null;
  }

  private String strategyNow() {
    return settings.path(STRATEGY).asText(CANARY);
  }

  private @Nullable Denied shares() {
    Optional<String> asked = Ramp.FIELDS.stream().filter(body::has).findFirst();
    if (asked.isEmpty()) {
      return null;
    }
    Denied odd = Ramp.odd(body);
    if (odd != null) {
      return odd;
    }
    return switch (strategyNow()) {
      case "instant", "blue_green" -> atOnce(asked.get());
      case CANARY -> Ramp.of(body, settings).write(settings);
      default -> new Denied(asked.get(), "strategy %s does not take it".formatted(strategyNow()));
    };
  }

  private @Nullable Denied atOnce(String field) {
    if (!field.equals("duration_hours")) {
      return new Denied(field, "strategy %s moves everything at once".formatted(strategyNow()));
    }
    BigDecimal hours = body.path(field).decimalValue();
    settings.put("hypercare", Ramp.seconds(hours.multiply(Ramp.MINUTES)));
    return null;
  }
}
