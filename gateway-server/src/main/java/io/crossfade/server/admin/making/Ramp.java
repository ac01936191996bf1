package io.crossfade.server.admin.making;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.server.admin.making.Wish.Denied;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A growing share as the management API says it, in percent, minutes and hours.
 *
 * @param first share it begins with
 * @param growth by which it grows; null where it does not by itself
 * @param minutes between two steps
 * @param hours from the start until everything has moved and been watched
 */
record Ramp(
    @Nullable BigDecimal first,
    @Nullable BigDecimal growth,
    @Nullable BigDecimal minutes,
    @Nullable BigDecimal hours) {
  static final List<String> FIELDS =
      List.of("canary_percentage", "increase_step", "increase_interval_minutes", "duration_hours");

  private static final BigDecimal ALL = BigDecimal.valueOf(100);
  static final BigDecimal MINUTES = BigDecimal.valueOf(60);
  private static final int MOST_STEPS = 200;

  /** More digits would make arithmetic expensive. */
  private static final int MAX_DIGITS = 20;

  /** A field that is no number above zero, or null. */
  static @Nullable Denied odd(ObjectNode body) {
    return FIELDS.stream()
        .filter(field -> body.has(field) && !sound(body.path(field), field))
        .findFirst()
        .map(field -> new Denied(field, "write a number above zero, such as 5"))
        .orElse(null);
  }

  private static boolean sound(JsonNode node, String field) {
    if (!node.isNumber()) {
      return false;
    }
    BigDecimal value = node.decimalValue();
    boolean small = Math.abs((long) value.scale()) <= MAX_DIGITS && value.precision() <= MAX_DIGITS;
    return small
        && (value.signum() > 0 || (value.signum() == 0 && field.equals(FIELDS.getFirst())));
  }

  /** What a request says, and for the rest what was said before. */
  static Ramp of(ObjectNode body, ObjectNode before) {
    JsonNode schedule = before.path("schedule");
    JsonNode began = schedule.isArray() ? schedule.path(0) : before.path("split");
    return new Ramp(
        number(body, "canary_percentage", share(began)),
        number(body, "increase_step", growth(schedule)),
        number(body, "increase_interval_minutes", minutes(schedule)),
        number(body, "duration_hours", null));
  }

  private static @Nullable BigDecimal number(
      ObjectNode body, String field, @Nullable BigDecimal fallback) {
    return body.has(field) ? body.path(field).decimalValue() : fallback;
  }

  private static @Nullable BigDecimal share(JsonNode step) {
    String text = step.asText();
    int percent = text.indexOf('%');
    return percent < 0 ? null : new BigDecimal(text.substring(0, percent));
  }

  private static @Nullable BigDecimal growth(JsonNode schedule) {
    BigDecimal first = share(schedule.path(0));
    BigDecimal second = share(schedule.path(1));
    return first == null || second == null || schedule.size() < 2 ? null : second.subtract(first);
  }

  private static @Nullable BigDecimal minutes(JsonNode schedule) {
    String[] step = schedule.path(0).asText().split(" ", 2);
    boolean ours = step.length == 2 && step[1].matches("[0-9]+s");
    return ours
        ? new BigDecimal(step[1].substring(0, step[1].length() - 1))
            .divide(MINUTES, 2, RoundingMode.HALF_UP)
        : null;
  }

  /** Writes it in the words of the file; returns what does not fit together, or null. */
  @Nullable Denied write(ObjectNode settings) {
    Denied denied = denied();
    settings.remove(List.of("split", "schedule", "hypercare"));
    if (denied != null || first == null) {
      return denied;
    }
    if (growth == null && hours == null) {
      settings.put("split", percent(first));
      return null;
    }
    List<BigDecimal> shares = shares(first, growth);
    BigDecimal total = hours == null ? null : hours.multiply(MINUTES);
    BigDecimal each = each(shares.size(), total);
    BigDecimal steps = each.multiply(BigDecimal.valueOf(shares.size()));
    if (total != null && total.compareTo(steps) < 0) {
      return new Denied(
          "duration_hours",
          "%d steps of %s minutes take longer; allow for it, or let the share grow faster"
              .formatted(shares.size(), each.toPlainString()));
    }
    schedule(settings.putArray("schedule"), shares, each);
    if (total != null && total.compareTo(steps) > 0) {
      settings.put("hypercare", seconds(total.subtract(steps)));
    }
    return null;
  }

  private @Nullable Denied denied() {
    if (first == null || first.compareTo(ALL) > 0) {
      return new Denied("canary_percentage", "say with what share it begins, 0 to 100");
    }
    if (growth == null && minutes != null) {
      return new Denied("increase_step", "say by how many percent the share grows each time");
    }
    if (growth != null && minutes == null && hours == null) {
      return new Denied("increase_interval_minutes", "say after how many minutes the share grows");
    }
    boolean tiny =
        growth != null
            && growth.multiply(BigDecimal.valueOf(MOST_STEPS)).compareTo(ALL.subtract(first)) < 0;
    return tiny
        ? new Denied("increase_step", "it takes more than %d steps".formatted(MOST_STEPS))
        : null;
  }

  /** All shares before the last one, which is everything. */
  private static List<BigDecimal> shares(BigDecimal first, @Nullable BigDecimal growth) {
    List<BigDecimal> shares = new ArrayList<>();
    BigDecimal share = first;
    while (share.compareTo(ALL) < 0) {
      shares.add(share);
      share = growth == null ? ALL : share.add(growth);
    }
    return shares;
  }

  private BigDecimal each(int steps, @Nullable BigDecimal total) {
    if (minutes != null) {
      return minutes;
    }
    return total == null || steps == 0
        ? BigDecimal.ONE
        : total.divide(BigDecimal.valueOf(steps), 2, RoundingMode.DOWN);
  }

  private static void schedule(ArrayNode schedule, List<BigDecimal> shares, BigDecimal each) {
    shares.forEach(share -> schedule.add(percent(share) + " " + seconds(each)));
    schedule.add("100%");
  }

  private static String percent(BigDecimal share) {
    return share.stripTrailingZeros().toPlainString() + "%";
  }

  static String seconds(BigDecimal minutes) {
    return minutes.multiply(MINUTES).setScale(0, RoundingMode.HALF_UP).toPlainString() + "s";
  }
}
