package io.crossfade.metrics.judge.simulation;

import io.crossfade.core.Arm;
import java.util.SplittableRandom;

/** The worlds a rollout may happen in. */
public final class Worlds {
  private static final double TICKS_PER_SECOND = 4;
  static final double HEALTHY = 0.005;

  private Worlds() {}

  /** Each call fails on its own, at the arm's rate. */
  public static Rollout.World independent(double rps, double control, double candidate) {
    return new Steady(rps, control, candidate);
  }

  /** Both arms are healthy until a tick, when the candidate begins to fail. */
  static Rollout.World late(double rps, double candidate, long troubleTick) {
    return new Rollout.World() {
      @Override
      public double perTick() {
        return rps / TICKS_PER_SECOND;
      }

      @Override
      public double failing(Arm arm, long tick, SplittableRandom random) {
        return arm == Arm.CANDIDATE && tick >= troubleTick ? candidate : HEALTHY;
      }

      @Override
      public long troubleTick() {
        return troubleTick;
      }
    };
  }

  /**
   * Outages that hit both arms alike.
   *
   * @param everySeconds mean time from one to the next
   * @param meanSeconds mean length
   * @param failing share of calls that fail meanwhile
   */
  static Rollout.World sharedOutages(
      double rps, double everySeconds, double meanSeconds, double failing) {
    return new Outages(rps, everySeconds, meanSeconds, failing);
  }

  /** Each arm loses everything in one tick, on average every so often, independently. */
  public static Rollout.World blips(double rps, double everySeconds) {
    return new Blips(rps, everySeconds);
  }

  /** The candidate alone loses everything for a while, at fixed times. */
  static Rollout.World candidateBlips(double rps, double everySeconds, double seconds) {
    long every = (long) (everySeconds * TICKS_PER_SECOND);
    long lasts = (long) (seconds * TICKS_PER_SECOND);
    return new Rollout.World() {
      @Override
      public double perTick() {
        return rps / TICKS_PER_SECOND;
      }

      @Override
      public double failing(Arm arm, long tick, SplittableRandom random) {
        boolean out = tick % every >= every - lasts;
        return arm == Arm.CANDIDATE && out ? 1 : HEALTHY;
      }
    };
  }

  private record Steady(double rps, double control, double candidate) implements Rollout.World {
    @Override
    public double perTick() {
      return rps / TICKS_PER_SECOND;
    }

    @Override
    public double failing(Arm arm, long tick, SplittableRandom random) {
      return arm == Arm.CANDIDATE ? candidate : control;
    }
  }

  private record Blips(double rps, double everySeconds) implements Rollout.World {
    @Override
    public double perTick() {
      return rps / TICKS_PER_SECOND;
    }

    @Override
    public double failing(Arm arm, long tick, SplittableRandom random) {
      return random.nextDouble() < 1 / (everySeconds * TICKS_PER_SECOND) ? 1 : HEALTHY;
    }
  }

  private static final class Outages implements Rollout.World {
    private final double rps;
    private final double begins;
    private final double ends;
    private final double failing;
    private boolean out;
    private long decided = -1;

    Outages(double rps, double everySeconds, double meanSeconds, double failing) {
      this.rps = rps;
      this.begins = 1 / (everySeconds * TICKS_PER_SECOND);
      this.ends = 1 / (meanSeconds * TICKS_PER_SECOND);
      this.failing = failing;
    }

    @Override
    public double perTick() {
      return rps / TICKS_PER_SECOND;
    }

    @Override
    public double failing(Arm arm, long tick, SplittableRandom random) {
      if (tick != decided) {
        decided = tick;
        out = out ? random.nextDouble() >= ends : random.nextDouble() < begins;
      }
      return out ? failing : HEALTHY;
    }
  }
}
