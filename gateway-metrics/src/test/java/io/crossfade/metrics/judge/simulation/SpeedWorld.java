package io.crossfade.metrics.judge.simulation;

import io.crossfade.core.Arm;
import java.util.SplittableRandom;

/**
 * How fast both arms are: lognormal times with the same medians, of which the candidate's are
 * multiplied where there is trouble.
 *
 * @param rps mean requests per second
 * @param sigma of the latency's logarithm
 * @param swings whether load and both arms' times swing by a factor of three within an hour, times
 *     a slow random factor
 * @param trouble the candidate's
 */
public record SpeedWorld(double rps, double sigma, boolean swings, Trouble trouble) {
  private static final double TICKS_PER_SECOND = 4;
  private static final double TICKS_PER_HOUR = 3_600 * TICKS_PER_SECOND;
  private static final double TTFT_MEDIAN = 50e6;
  private static final double LATENCY_MEDIAN = 200e6;
  private static final double TTFT_SIGMA = 0.6;

  /**
   * What is wrong with the candidate.
   *
   * @param latency factor
   * @param ttft factor
   * @param share of its calls that have it
   */
  public record Trouble(double latency, double ttft, double share) {
    static final Trouble NONE = new Trouble(1, 1, 1);
  }

  public static SpeedWorld healthy(double rps) {
    return new SpeedWorld(rps, 0.8, false, Trouble.NONE);
  }

  public SpeedWorld swinging() {
    return new SpeedWorld(rps, sigma, true, trouble);
  }

  public SpeedWorld sigma(double other) {
    return new SpeedWorld(rps, other, swings, trouble);
  }

  public SpeedWorld troubled(double latency, double ttft, double share) {
    return new SpeedWorld(rps, sigma, swings, new Trouble(latency, ttft, share));
  }

  /** Mean requests of one tick. */
  double perTick(long tick) {
    return rps / TICKS_PER_SECOND * swing(tick);
  }

  /** Where in the swing a tick is; load and times move together. */
  double swing(long tick) {
    return swings ? Math.pow(3, Math.sin(2 * Math.PI * tick / TICKS_PER_HOUR) / 2) : 1;
  }

  boolean troubles(Arm arm, SplittableRandom random) {
    return arm == Arm.CANDIDATE && (trouble.share == 1 || random.nextDouble() < trouble.share);
  }

  long ttftNanos(boolean troubled, double pace, SplittableRandom random) {
    double factor = troubled ? trouble.ttft : 1;
    return (long) (TTFT_MEDIAN * factor * pace * Math.exp(TTFT_SIGMA * random.nextGaussian()));
  }

  long latencyNanos(boolean troubled, double pace, SplittableRandom random) {
    double factor = troubled ? trouble.latency : 1;
    return (long) (LATENCY_MEDIAN * factor * pace * Math.exp(sigma * random.nextGaussian()));
  }
}
