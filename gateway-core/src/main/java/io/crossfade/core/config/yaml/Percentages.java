package io.crossfade.core.config.yaml;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Percentages: {@code 5%}, or a bare fraction below 1 such as {@code 0.05}. A bare {@code 5} could
 * mean either, so it is refused.
 */
final class Percentages {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
  private static final BigDecimal ALL = BigDecimal.valueOf(10_000);

  private Percentages() {}

  /** What came of reading one. */
  sealed interface Share {}

  /** Hundredths of a percent, 0 to 10,000. */
  record Buckets(int buckets) implements Share {}

  /** Why it is none, to be read behind "is not". */
  record Wrong(String what, String fix) implements Share {}

  static Share read(String text) {
    boolean percent = text.endsWith("%");
    String digits = percent ? text.substring(0, text.length() - 1).strip() : text;
    if (!NUMBER.matcher(digits).matches()) {
      return new Wrong("a percentage", "write it like 5% or 0.05");
    }
    BigDecimal number = new BigDecimal(digits);
    return percent ? buckets(number.movePointRight(2)) : fraction(number);
  }

  private static Share fraction(BigDecimal number) {
    if (number.compareTo(BigDecimal.ONE) < 0) {
      return buckets(number.movePointRight(4));
    }
    String plain = number.stripTrailingZeros().toPlainString();
    String fix = plain.equals("1") ? "write 1% or 100%" : "write " + plain + "%";
    return new Wrong("a clear percentage: a bare number must be below 1", fix);
  }

  private static Share buckets(BigDecimal buckets) {
    if (buckets.compareTo(ALL) > 0) {
      return new Wrong("a percentage from 0 to 100", "write at most 100%");
    }
    if (buckets.stripTrailingZeros().scale() > 0) {
      return new Wrong(
          "a percentage with at most two decimals", "round it to two decimals, like 0.25%");
    }
    return new Buckets(buckets.intValueExact());
  }
}
