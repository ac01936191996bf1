package io.crossfade.core.fault;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a provider asks to wait: {@code retry-after-ms}, {@code retry-after}, or its body. */
final class RetryAfter {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

  private RetryAfter() {}

  /** Returns the wait, or null when nothing readable says so; dates (RFC 9110) are not read. */
  static @Nullable Duration of(Function<String, @Nullable String> field, ErrorStory story) {
    Duration exact = seconds(field.apply("retry-after-ms"));
    if (exact != null) {
      return exact.dividedBy(1000);
    }
    Duration coarse = seconds(field.apply("retry-after"));
    String delay = story.retryDelay();
    return coarse == null && delay.endsWith("s")
        ? seconds(delay.substring(0, delay.length() - 1))
        : coarse;
  }

  /** Returns the value of the field to send: the provider's own, else one made of the wait. */
  static @Nullable String value(Function<String, @Nullable String> field, @Nullable Duration wait) {
    String given = field.apply("retry-after");
    if (given != null || wait == null) {
      return given;
    }
    return Long.toString(wait.plusNanos(999_999_999).toSeconds());
  }

  private static @Nullable Duration seconds(@Nullable String text) {
    return text != null && SECONDS.matcher(text).matches()
        ? Duration.ofNanos(new BigDecimal(text).multiply(NANOS).longValue())
        : null;
  }
}
