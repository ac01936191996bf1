package io.crossfade.loadtest.result;

import io.crossfade.loadtest.proxy.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One line of the result: a figure of the gateway, beside nginx where there is a ratio.
 *
 * @param what it is, in words
 * @param figure its key in {@link Figures}
 * @param unit of the values
 * @param must the limit that has to hold; infinite where none is set
 * @param moonshot the limit to aim at
 * @param kind how the value is compared with its limits
 */
public record Row(
    String what, String figure, String unit, double must, double moonshot, Kind kind) {
  /** How limits are meant. */
  public enum Kind {
    /** At most so many times nginx. */
    RATIO_AT_MOST,
    /** At least so many times nginx. */
    RATIO_AT_LEAST,
    /** At most so much. */
    VALUE_AT_MOST
  }

  boolean isRatio() {
    return kind != Kind.VALUE_AT_MOST;
  }

  /** What is held against the limits: the median of the ratios within each round, or of values. */
  OptionalDouble judged(Figures figures) {
    return judged(figures, Target.CROSSFADE);
  }

  /** The same of another target. */
  OptionalDouble judged(Figures figures, String target) {
    return Figures.median(rounds(figures, target));
  }

  /**
   * The value of each round, smallest first. Where noise made a difference of delays negative the
   * round has no ratio: it would pass any limit.
   */
  List<Double> rounds(Figures figures, String target) {
    List<Double> own = figures.of(figure, target);
    List<Double> base = figures.of(figure, Target.NGINX);
    List<Double> rounds = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      if (!isRatio()) {
        rounds.add(own.get(i));
      } else if (i < base.size() && base.get(i) > 0 && own.get(i) > 0) {
        rounds.add(own.get(i) / base.get(i));
      }
    }
    return rounds.stream().sorted().toList();
  }

  boolean hasLimits() {
    return !Double.isInfinite(must);
  }

  String verdict(double value) {
    if (!hasLimits()) {
      return "";
    }
    if (meets(value, moonshot)) {
      return "moonshot";
    }
    return meets(value, must) ? "must" : "MISSED";
  }

  private boolean meets(double value, double limit) {
    return kind == Kind.RATIO_AT_LEAST ? value >= limit : value <= limit;
  }
}
