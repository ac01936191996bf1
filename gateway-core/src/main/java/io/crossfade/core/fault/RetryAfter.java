package io.crossfade.core.fault;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a provider asks to wait: {@code retry-after-ms}, {@code retry-after}, or its body. */
public final class RetryAfter {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  /** The preferred form of RFC 9110, section 5.6.7. */
  private static final Pattern DATE =
      Pattern.compile("\\w{3}, \\d{2} \\w{3} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");

  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

  /** Longer than the longest quota window; whoever says so has lost his clock or his mind. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /**
   * Whether a field may be believed and passed on: a time of up to a day, or a date. Other fields
   * than the two for waits always may.
   *
   * @param name in small letters
   */
  public static boolean mayPass(String name, String value) {
    return switch (name) {
      case "retry-after" -> bounded(seconds(value)) != null || DATE.matcher(value).matches();
      case "retry-after-ms" -> bounded(millis(value)) != null;
      default -> true;
    };
  }

  /** Returns the wait, or null when nothing readable says so; dates (RFC 9110) are not read. */
  static @Nullable Duration of(Function<String, @Nullable String> field, ErrorStory story) {
    Duration exact = millis(field.apply("retry-after-ms"));
    Duration coarse = seconds(field.apply("retry-after"));
    String delay = story.retryDelay();
    Duration told = delay.endsWith("s") ? seconds(delay.substring(0, delay.length() - 1)) : null;
    return bounded(exact == null ? coarse == null ? told : coarse : exact);
  }

  /** Returns the value of the field to send: the provider's own, else one made of the wait. */
  static @Nullable String value(Function<String, @Nullable String> field, @Nullable Duration wait) {
    String given = field.apply("retry-after");
    if (given != null && mayPass("retry-after", given)) {
      return given;
    }
    return wait == null ? null : Long.toString(wait.plusNanos(999_999_999).toSeconds());
  }

  private static @Nullable Duration bounded(@Nullable Duration wait) {
    return wait == null || wait.compareTo(LONGEST) > 0 ? null : wait;
  }

  private static @Nullable Duration millis(@Nullable String text) {
    Duration thousandfold = seconds(text);
    return thousandfold == null ? null : thousandfold.dividedBy(1000);
  }

  private static @Nullable Duration seconds(@Nullable String text) {
    return text != null && SECONDS.matcher(text).matches()
        ? Duration.ofNanos(new BigDecimal(text).multiply(NANOS).longValue())
        : null;
  }
}
