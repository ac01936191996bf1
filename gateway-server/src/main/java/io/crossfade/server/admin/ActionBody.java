package io.crossfade.server.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.server.admin.access.Access;
import io.crossfade.server.admin.web.AdminResponse;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an operator sends along with an action. */
record ActionBody(ObjectNode json) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final int MAX_REASON = 1_000;

  /** More would make arithmetic on a number expensive. */
  private static final int MAX_DIGITS = 40;

  private static final BigDecimal ALL = BigDecimal.valueOf(100);
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N} ._@-]{1,64}");

  /** A body, or why it is none. */
  sealed interface Read {}

  record Good(ActionBody body) implements Read {}

  record Bad(AdminResponse answer) implements Read {}

  /**
   * Reads a body strictly: what would be ignored is refused.
   *
   * @param takes the fields it may have
   */
  static Read read(String text, Set<String> takes) {
    try {
      JsonNode json = text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
      return json instanceof ObjectNode object
          ? checked(object, takes)
          : bad("invalid_json", "the body is no JSON object");
    } catch (JsonProcessingException e) {
      return bad("invalid_json", "the body is not JSON");
    }
  }

  private static Read checked(ObjectNode json, Set<String> takes) {
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!takes.contains(name)) {
        return bad(
            "unknown_field", "this takes %s only".formatted(takes.stream().sorted().toList()));
      }
    }
    boolean sound =
        isTextUpTo(json.get("reason"), MAX_REASON)
            && (json.get("actor") == null || NAME.matcher(json.path("actor").asText()).matches())
            && (json.get("force") == null || json.path("force").isBoolean())
            && (json.get("seq") == null || json.path("seq").isIntegralNumber());
    return sound
        ? new Good(new ActionBody(json))
        : bad(
            "invalid_field",
            "reason is a text up to %d characters, actor a name, seq a number, force true or false"
                .formatted(MAX_REASON));
  }

  private static boolean isTextUpTo(@Nullable JsonNode node, int length) {
    return node == null || (node.isTextual() && node.textValue().length() <= length);
  }

  static Bad bad(String code, String message) {
    return new Bad(AdminResponse.error(400, code, message));
  }

  /** Whether to go on without what is usually asked for first. */
  boolean force() {
    return json.path("force").asBoolean(false);
  }

  String reason() {
    return json.path("reason").asText("").strip();
  }

  /** Who asks: what opened the door, and the name given, if any. */
  String actor(Access.@Nullable By by) {
    String door = by == null ? "" : by.actor();
    String name = json.path("actor").asText("").strip();
    return name.isEmpty() ? door : door + ":" + name;
  }

  /** The event the operator has seen last. */
  OptionalLong seq() {
    return json.has("seq") ? OptionalLong.of(json.path("seq").asLong()) : OptionalLong.empty();
  }

  /** {@code canary_percentage} in buckets; empty unless it is 0 to 100 with up to two decimals. */
  OptionalInt split() {
    JsonNode percent = json.path("canary_percentage");
    if (!percent.isNumber()) {
      return OptionalInt.empty();
    }
    BigDecimal value = percent.decimalValue();
    boolean fits =
        Math.abs((long) value.scale()) <= MAX_DIGITS
            && value.precision() <= MAX_DIGITS
            && value.signum() >= 0
            && value.compareTo(ALL) <= 0
            && value.stripTrailingZeros().scale() <= 2;
    return fits ? OptionalInt.of(value.movePointRight(2).intValueExact()) : OptionalInt.empty();
  }
}
