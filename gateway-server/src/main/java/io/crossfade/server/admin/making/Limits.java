package io.crossfade.server.admin.making;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.server.admin.making.Wish.Denied;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the management API says about going back, in the words of the file. */
final class Limits {
  static final String THRESHOLD = "rollback_threshold";
  private static final String AUTOMATIC = "auto_rollback";
  static final List<String> FIELDS = List.of(AUTOMATIC, THRESHOLD);

  private static final String ROLLBACK = "rollback";

  private Limits() {}

  static @Nullable Denied write(ObjectNode settings, ObjectNode body) {
    JsonNode automatic = body.path(AUTOMATIC);
    JsonNode limits = body.path(THRESHOLD);
    if (!automatic.isMissingNode() && !automatic.isBoolean()) {
      return new Denied(AUTOMATIC, "write true or false");
    }
    if (!limits.isMissingNode() && !limits.isObject()) {
      return new Denied(THRESHOLD, "write an object like {\"error_rate\": 0.05}");
    }
    if (settings.has(ROLLBACK) && !settings.path(ROLLBACK).isObject()) {
      return new Denied(ROLLBACK, "write an object like {\"mode\": \"confirm\"}");
    }
    if (automatic.isBoolean()) {
      String mode = automatic.booleanValue() ? "automatic" : "manual";
      settings.withObjectProperty(ROLLBACK).put("mode", mode);
    }
    limits
        .properties()
        .forEach(
            limit -> settings.withObjectProperty(ROLLBACK).set(limit.getKey(), limit.getValue()));
    return null;
  }
}
