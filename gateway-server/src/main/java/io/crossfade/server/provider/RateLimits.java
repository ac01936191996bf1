package io.crossfade.server.provider;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields that tell how much of a rate limit is left and when it is whole again: callers look
 * for those of their own dialect, and translated answers have the other's. Anthropic says when, as
 * a time of RFC 3339; OpenAI says how long until then, as {@code 6m0s}.
 */
final class RateLimits {
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("anthropic-ratelimit-requests-limit", "x-ratelimit-limit-requests"),
          Map.entry("anthropic-ratelimit-requests-remaining", "x-ratelimit-remaining-requests"),
          Map.entry("anthropic-ratelimit-requests-reset", "x-ratelimit-reset-requests"),
          Map.entry("anthropic-ratelimit-tokens-limit", "x-ratelimit-limit-tokens"),
          Map.entry("anthropic-ratelimit-tokens-remaining", "x-ratelimit-remaining-tokens"),
          Map.entry("anthropic-ratelimit-tokens-reset", "x-ratelimit-reset-tokens"),
          Map.entry("x-ratelimit-limit-requests", "anthropic-ratelimit-requests-limit"),
          Map.entry("x-ratelimit-remaining-requests", "anthropic-ratelimit-requests-remaining"),
          Map.entry("x-ratelimit-reset-requests", "anthropic-ratelimit-requests-reset"),
          Map.entry("x-ratelimit-limit-tokens", "anthropic-ratelimit-tokens-limit"),
          Map.entry("x-ratelimit-remaining-tokens", "anthropic-ratelimit-tokens-remaining"),
          Map.entry("x-ratelimit-reset-tokens", "anthropic-ratelimit-tokens-reset"));

  /** As Go prints durations. */
  private static final Pattern WAIT =
      Pattern.compile(
          "(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?!s))?(?:(\\d{1,9}(?:\\.\\d{1,9})?)s)?(?:(\\d{1,9})ms)?");

  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

  private RateLimits() {}

  /** A field, by its name and what it says. */
  record Told(String name, String value) {}

  /**
   * The same in the other dialect.
   *
   * @return the field as it came where the other has none of the kind, or its time is unreadable
   */
  static Told inOtherDialect(String name, String value, Instant now) {
    String other = OTHERS.get(name);
    if (other == null) {
      return new Told(name, value);
    }
    String said = name.contains("-reset") ? reset(name, value, now) : value;
    return said == null ? new Told(name, value) : new Told(other, said);
  }

  private static @Nullable String reset(String name, String value, Instant now) {
    if (name.startsWith("anthropic-")) {
      Instant whole = time(value);
      return whole == null ? null : printed(Duration.between(now, whole));
    }
    Duration wait = wait(value);
    return wait == null ? null : later(now, wait).toString();
  }

  /** Whole seconds as Anthropic tells them, and never before the limit is whole. */
  private static Instant later(Instant now, Duration wait) {
    Instant exact = now.plus(wait);
    Instant second = exact.truncatedTo(ChronoUnit.SECONDS);
    return second.equals(exact) ? second : second.plusSeconds(1);
  }

  private static @Nullable Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Duration wait(String text) {
    Matcher parts = WAIT.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      return null;
    }
    BigDecimal seconds =
        number(parts.group(1))
            .multiply(BigDecimal.valueOf(3_600))
            .add(number(parts.group(2)).multiply(BigDecimal.valueOf(60)))
            .add(number(parts.group(3)))
            .add(number(parts.group(4)).movePointLeft(3));
    return Duration.ofNanos(seconds.multiply(NANOS).longValue());
  }

  private static BigDecimal number(@Nullable String digits) {
    return digits == null ? BigDecimal.ZERO : new BigDecimal(digits);
  }

  private static String printed(Duration wait) {
    if (wait.isNegative()) {
      return "0s";
    }
    if (wait.toSeconds() == 0) {
      return wait.isZero() ? "0s" : Math.max(1, wait.toMillis()) + "ms";
    }
    long seconds = wait.plusMillis(999).toSeconds();
    String minutes = "%dm%ds".formatted(seconds / 60 % 60, seconds % 60);
    return seconds < 60
        ? seconds + "s"
        : seconds < 3_600 ? minutes : seconds / 3_600 + "h" + minutes;
  }
}
