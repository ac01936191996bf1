package io.crossfade.core.config.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as operators write them: {@code 7d}, {@code 1h30m}, {@code 90s}, {@code 500ms}. */
final class DurationText {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(\\d{1,5})d)?(?:(\\d{1,7})h)?(?:(\\d{1,8})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
  private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

  private DurationText() {}

  /** Milliseconds, or null for any other text; units stand in falling order, each at most once. */
  static @Nullable Long millis(String text) {
    Matcher matcher = FORM.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      return null;
    }
    long sum = 0;
    for (int unit = 0; unit < MILLIS.length; unit++) {
      String amount = matcher.group(unit + 1);
      sum += amount == null ? 0 : Long.parseLong(amount) * MILLIS[unit];
    }
    return sum;
  }
}
