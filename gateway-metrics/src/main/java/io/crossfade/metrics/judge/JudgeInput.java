package io.crossfade.metrics.judge;

import io.crossfade.metrics.judge.advance.StageClock;
import org.jspecify.annotations.Nullable;

/**
 * Where a migration stands at one tick.
 *
 * @param nowNanos monotonic time, as {@link System#nanoTime}
 * @param splitBuckets ten-thousandths of the traffic on the candidate, as routing uses them now
 * @param epoch evidence epoch; another one starts the tests afresh
 * @param step step epoch; another one, in the same evidence epoch, discards open blocks. The sums
 *     given with it are those of this step alone
 * @param holding whether the migration is held by an earlier verdict, which a quiet tick then
 *     clears
 * @param stage the present stage in time; null while it does not end by itself, as with a fixed
 *     split
 * @param settings limits in force; others start the tests afresh
 */
public record JudgeInput(
    long nowNanos,
    int splitBuckets,
    int epoch,
    int step,
    boolean holding,
    @Nullable StageClock stage,
    JudgeSettings settings) {

  /** The same in another step of the epoch. */
  JudgeInput at(int other) {
    return new JudgeInput(nowNanos, splitBuckets, epoch, other, holding, stage, settings);
  }

  /** Share of the traffic on the candidate, [0, 1]. */
  double split() {
    return splitBuckets / 10_000.0;
  }
}
