package io.crossfade.metrics.judge.simulation;

import io.crossfade.core.Arm;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;

/**
 * Streams that no table promises anything about. Nothing is wrong with the candidate in any.
 *
 * @param load mean requests of each tick
 * @param rate probability of a failure on either arm at each tick
 * @param echoes outcomes of one failure
 * @param controlBatch ticks between two deliveries of the control's outcomes
 */
record OddWorld(LongToDoubleFunction load, LongToDoubleFunction rate, int echoes, int controlBatch)
    implements Rollout.World {
  private static final double TICKS_PER_SECOND = 4;
  private static final double DAY = 86_400 * TICKS_PER_SECOND;

  static OddWorld steady(double rps, double failing) {
    return new OddWorld(tick -> rps / TICKS_PER_SECOND, tick -> failing, 1, 1);
  }

  /** Nights with a thirtieth of the load, and failures that come with the load. */
  static OddWorld days(double rps) {
    return new OddWorld(
        tick -> rps / TICKS_PER_SECOND * Math.pow(30, noon(tick) - 1),
        tick -> 0.002 + 0.04 * Math.pow(noon(tick), 4),
        1,
        1);
  }

  /** From 0 at midnight to 1 at noon. */
  private static double noon(long tick) {
    return (1 - Math.cos(2 * Math.PI * tick / DAY)) / 2;
  }

  /** Ten seconds of calls every ten minutes, and silence between. */
  static OddWorld bursts(double rps, double failing) {
    return new OddWorld(
        tick -> tick % 2_400 < 40 ? rps / TICKS_PER_SECOND : 0, tick -> failing, 1, 1);
  }

  /** Every hour another mix of a model that never fails and one that often does. */
  static OddWorld mixes(double rps) {
    return new OddWorld(
        tick -> rps / TICKS_PER_SECOND,
        tick -> 0.06 * new SplittableRandom(tick / 14_400).nextDouble(),
        1,
        1);
  }

  /** Ever more failures, to one in eight after so many ticks. */
  static OddWorld worseAndWorse(double rps, double ticks) {
    return new OddWorld(
        tick -> rps / TICKS_PER_SECOND, tick -> 0.125 * Math.min(1, tick / ticks), 1, 1);
  }

  /** A minute of outage each half hour. */
  OddWorld outages(double failing) {
    return new OddWorld(
        load,
        tick -> tick % 7_200 >= 6_960 ? failing : rate.applyAsDouble(tick),
        echoes,
        controlBatch);
  }

  /** Each failure is seen so often, as by callers who try again under the same id. */
  OddWorld echoed(int times) {
    return new OddWorld(load, rate, times, controlBatch);
  }

  /** The control's outcomes come in batches, the candidate's at once. */
  OddWorld controlEvery(int ticks) {
    return new OddWorld(load, rate, echoes, ticks);
  }

  @Override
  public double perTick() {
    return load.applyAsDouble(0);
  }

  @Override
  public double perTick(long tick) {
    return load.applyAsDouble(tick);
  }

  @Override
  public double failing(Arm arm, long tick, SplittableRandom random) {
    return rate.applyAsDouble(tick);
  }

  @Override
  public int batch(Arm arm) {
    return arm == Arm.CONTROL ? controlBatch : 1;
  }
}
