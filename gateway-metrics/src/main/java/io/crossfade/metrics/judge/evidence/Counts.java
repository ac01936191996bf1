package io.crossfade.metrics.judge.evidence;

import io.crossfade.metrics.window.ArmSums;
import io.crossfade.metrics.window.Slow;
import io.crossfade.metrics.window.Sums;

/**
 * Events and units of both arms.
 *
 * @param x0 events on the control
 * @param n0 units of the control
 * @param x1 events on the candidate
 * @param n1 units of the candidate
 */
public record Counts(long x0, long n0, long x1, long n1) {

  /** No unit on either arm. */
  public static final Counts NONE = new Counts(0, 0, 0, 0);

  /** Failures among the units of the error gates. */
  public static Counts failures(Sums sums) {
    return new Counts(
        sums.control().failures(),
        sums.control().units(),
        sums.candidate().failures(),
        sums.candidate().units());
  }

  /** Refusals among everything that was answered or failed. */
  public static Counts rejections(Sums sums) {
    ArmSums control = sums.control();
    ArmSums candidate = sums.candidate();
    return new Counts(
        control.rejections(),
        control.units() + control.rejections(),
        candidate.rejections(),
        candidate.units() + candidate.rejections());
  }

  /** Calls that their callers gave up, among everything that ended on its arm. */
  public static Counts cancelled(Sums sums) {
    ArmSums control = sums.control();
    ArmSums candidate = sums.candidate();
    return new Counts(
        control.cancelled(),
        control.units() + control.cancelled(),
        candidate.cancelled(),
        candidate.units() + candidate.cancelled());
  }

  /** Units over the lower of two thresholds. */
  public static Counts overLower(Slow control, Slow candidate) {
    return new Counts(
        control.overLower(), control.units(), candidate.overLower(), candidate.units());
  }

  /** Units over the higher of two thresholds. */
  public static Counts overHigher(Slow control, Slow candidate) {
    return new Counts(
        control.overHigher(), control.units(), candidate.overHigher(), candidate.units());
  }

  /** Units over the lower of two thresholds, the candidate's where somebody is told. */
  public static Counts nearLower(Slow control, Slow candidate) {
    return new Counts(
        control.nearLower(), control.units(), candidate.nearLower(), candidate.units());
  }

  /** Units over the higher of two thresholds, the candidate's where somebody is told. */
  public static Counts nearHigher(Slow control, Slow candidate) {
    return new Counts(
        control.nearHigher(), control.units(), candidate.nearHigher(), candidate.units());
  }

  /** Units over the lower of two thresholds, the candidate's at the whole limit. */
  public static Counts farOverLower(Slow control, Slow candidate) {
    return new Counts(
        control.farOverLower(), control.units(), candidate.farOverLower(), candidate.units());
  }

  /** Units over the higher of two thresholds, the candidate's at the whole limit. */
  public static Counts farOverHigher(Slow control, Slow candidate) {
    return new Counts(
        control.farOverHigher(), control.units(), candidate.farOverHigher(), candidate.units());
  }

  public Counts plus(Counts more) {
    if (more.empty()) {
      return this;
    }
    return new Counts(x0 + more.x0, n0 + more.n0, x1 + more.x1, n1 + more.n1);
  }

  /** The arms exchanged, for tests of one arm that are asked about the control. */
  public Counts swapped() {
    return new Counts(x1, n1, x0, n0);
  }

  /** Whether there is neither a unit nor an event. */
  boolean empty() {
    return (n0 | n1 | x0 | x1) == 0;
  }

  long events() {
    return x0 + x1;
  }

  long units() {
    return n0 + n1;
  }

  /** Events per unit on the control; NaN without units. */
  public double controlRate() {
    return n0 == 0 ? Double.NaN : (double) x0 / n0;
  }

  /** Events per unit on the candidate; NaN without units. */
  public double candidateRate() {
    return n1 == 0 ? Double.NaN : (double) x1 / n1;
  }
}
