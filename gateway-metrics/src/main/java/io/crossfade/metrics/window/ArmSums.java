package io.crossfade.metrics.window;

/**
 * One arm over all event loops: cumulative counts of one step, or the difference of two such
 * readings.
 *
 * @param ended units that ended, whatever they prove
 * @param successes units that count as a success
 * @param failures units that count as a failure
 * @param failuresOverCap failures beyond the bound per key: no evidence, but attempts all the same
 * @param rejections requests the arm refused
 * @param rejectionsOverCap refusals beyond the bound per key
 * @param cancelled units whose callers went away first
 * @param keyless units whose request id stood in for a missing cohort key
 * @param thirdStartNanos start of the success that started third last, so that "three successes
 *     started after t" is one comparison; {@link Long#MIN_VALUE} for fewer
 * @param secondKeyNanos last failure of the key that failed second last, so that "two keys failed
 *     after t" is one comparison; {@link Long#MIN_VALUE} for fewer
 * @param latency units by their time to the last byte; levels are the control's p95 and p99
 * @param ttft streams by their time to the first token; levels are the control's p50 and p95
 */
public record ArmSums(
    long ended,
    long successes,
    long failures,
    long failuresOverCap,
    long rejections,
    long rejectionsOverCap,
    long cancelled,
    long keyless,
    long thirdStartNanos,
    long secondKeyNanos,
    Slow latency,
    Slow ttft) {

  /** Nothing has happened. */
  public static final ArmSums ZERO =
      new ArmSums(0, 0, 0, 0, 0, 0, 0, 0, ArmWindow.NEVER, ArmWindow.NEVER, Slow.NONE, Slow.NONE);

  /** Units of the error gates: {@code n}; of these, {@link #failures} failed. */
  public long units() {
    return successes + failures;
  }

  /** Attempts that succeeded or failed, including what the bound per key leaves out. */
  public long attempts() {
    return successes + failures + failuresOverCap;
  }

  /** Failed attempts, including what the bound per key leaves out. */
  public long failedAttempts() {
    return failures + failuresOverCap;
  }

  /** Attempts the arm answered, with a success or a refusal: signs of life. */
  public long answered() {
    return successes + rejections + rejectionsOverCap;
  }

  private static final int TIMES = 8;

  static final int NUMBERS = TIMES + 2 * Slow.NUMBERS;

  ArmSums plus(ArmSums more) {
    return new ArmSums(
        ended + more.ended,
        successes + more.successes,
        failures + more.failures,
        failuresOverCap + more.failuresOverCap,
        rejections + more.rejections,
        rejectionsOverCap + more.rejectionsOverCap,
        cancelled + more.cancelled,
        keyless + more.keyless,
        thirdStartNanos,
        secondKeyNanos,
        latency.plus(more.latency),
        ttft.plus(more.ttft));
  }

  /** The counts; times are of a clock that does not outlive the process. */
  double[] numbers() {
    return new double[] {
      ended,
      successes,
      failures,
      failuresOverCap,
      rejections,
      rejectionsOverCap,
      cancelled,
      keyless,
      latency.units(),
      latency.overLower(),
      latency.overHigher(),
      latency.nearLower(),
      latency.nearHigher(),
      latency.farOverLower(),
      latency.farOverHigher(),
      ttft.units(),
      ttft.overLower(),
      ttft.overHigher(),
      ttft.nearLower(),
      ttft.nearHigher(),
      ttft.farOverLower(),
      ttft.farOverHigher()
    };
  }

  static ArmSums of(double[] numbers) {
    return new ArmSums(
        (long) numbers[0],
        (long) numbers[1],
        (long) numbers[2],
        (long) numbers[3],
        (long) numbers[4],
        (long) numbers[5],
        (long) numbers[6],
        (long) numbers[7],
        ArmWindow.NEVER,
        ArmWindow.NEVER,
        Slow.of(numbers, TIMES),
        Slow.of(numbers, TIMES + Slow.NUMBERS));
  }

  /** The counts gathered since an earlier reading; times stay those of this one. */
  public ArmSums minus(ArmSums earlier) {
    return new ArmSums(
        ended - earlier.ended,
        successes - earlier.successes,
        failures - earlier.failures,
        failuresOverCap - earlier.failuresOverCap,
        rejections - earlier.rejections,
        rejectionsOverCap - earlier.rejectionsOverCap,
        cancelled - earlier.cancelled,
        keyless - earlier.keyless,
        thirdStartNanos,
        secondKeyNanos,
        latency.minus(earlier.latency),
        ttft.minus(earlier.ttft));
  }

  /** Adds up loops; lives on the reading thread's stack. */
  static final class Merge {
    long ended;
    long successes;
    long failures;
    long failuresOverCap;
    long rejections;
    long rejectionsOverCap;
    long cancelled;
    long keyless;
    Slow latency = Slow.NONE;
    Slow ttft = Slow.NONE;

    private final long[] starts = {ArmWindow.NEVER, ArmWindow.NEVER, ArmWindow.NEVER};
    private long key;
    private long keyNanos = ArmWindow.NEVER;
    private long secondKeyNanos = ArmWindow.NEVER;

    void succeededFrom(long startNanos) {
      long later = startNanos;
      for (int place = 0; place < starts.length; place++) {
        long kept = Math.max(starts[place], later);
        later = Math.min(starts[place], later);
        starts[place] = kept;
      }
    }

    /** Keeps the latest time of the two keys that failed last. */
    void failedWith(long failedKey, long nanos) {
      if (failedKey == key) {
        keyNanos = Math.max(keyNanos, nanos);
      } else if (nanos > keyNanos) {
        secondKeyNanos = keyNanos;
        key = failedKey;
        keyNanos = nanos;
      } else {
        secondKeyNanos = Math.max(secondKeyNanos, nanos);
      }
    }

    ArmSums sum() {
      return new ArmSums(
          ended,
          successes,
          failures,
          failuresOverCap,
          rejections,
          rejectionsOverCap,
          cancelled,
          keyless,
          starts[2],
          secondKeyNanos,
          latency,
          ttft);
    }
  }
}
