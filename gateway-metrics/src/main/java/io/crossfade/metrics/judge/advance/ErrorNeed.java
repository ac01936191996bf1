package io.crossfade.metrics.judge.advance;

import io.crossfade.metrics.judge.evidence.Counts;

/**
 * How many candidate units the proof about errors takes if they go on to fail as often as so far.
 */
final class ErrorNeed {
  private static final long MOST = 10_000_000;

  private ErrorNeed() {}

  /** {@link Long#MAX_VALUE} when it is not to be expected at all. */
  static long of(Counts step, double limit) {
    double rate = step.n1() == 0 ? 0 : (double) step.x1() / step.n1();
    long enough = 1;
    while (enough < MOST && !proven(step, rate, enough, limit)) {
      enough *= 2;
    }
    if (enough >= MOST) {
      return Long.MAX_VALUE;
    }
    long tooFew = enough / 2;
    while (enough - tooFew > 1) {
      long middle = (enough + tooFew) / 2;
      if (proven(step, rate, middle, limit)) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return enough;
  }

  /** A failure that has happened counts whole; those to come are expected. */
  private static boolean proven(Counts step, double rate, long units, double limit) {
    double failures = step.x1() + rate * Math.max(0, units - step.n1());
    return units >= failures
        && ErrorProof.evidence(failures, (double) units, limit) >= StepProof.ENOUGH;
  }
}
