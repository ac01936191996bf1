package io.crossfade.metrics.window;

import io.crossfade.core.Arm;
import io.crossfade.metrics.duration.Sketch;
import io.crossfade.metrics.duration.Spread;
import io.crossfade.metrics.duration.Thresholds;
import io.crossfade.metrics.duration.Thresholds.Pair.Grant;
import io.crossfade.metrics.duration.Tolerance;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is normal on the control, gathered over all steps of a migration. Ticked by one thread;
 * event loops read the thresholds. They come from the past alone, so however wrong they are, the
 * comparison with the concurrent control stays fair and only loses power.
 */
final class Baseline {
  private static final long GRAIN_NANOS = Duration.ofSeconds(5).toNanos();

  private final Sketch latency = new Sketch();
  private final Sketch streamLatency = new Sketch();
  private final Sketch ttft = new Sketch();
  private @Nullable StepWindows followed;
  private Tally seen = Tally.ZERO;
  private long agedNanos;
  private Tolerance tolerance = new Tolerance(1, 1, 1);
  private volatile Thresholds thresholds = Thresholds.NONE;

  /** What times are held against now; any thread. */
  Thresholds thresholds() {
    return thresholds;
  }

  /**
   * Looks at the control when it is time to.
   *
   * @param windows of the current step
   * @param tolerated in force
   * @param nowNanos monotonic
   */
  void tick(StepWindows windows, Tolerance tolerated, long nowNanos) {
    boolean sameAsBefore = windows == followed && tolerated.equals(tolerance);
    if (sameAsBefore && nowNanos - agedNanos < GRAIN_NANOS) {
      return;
    }
    follow(windows, nowNanos);
    take(windows, nowNanos);
    tolerance = tolerated;
    Grant slow = new Grant(tolerated.latency(), tolerated.told());
    Grant late = new Grant(tolerated.ttft(), tolerated.ttft());
    thresholds =
        new Thresholds(
            Thresholds.Pair.of(latency, 0.95, 0.99, slow),
            Thresholds.Pair.of(streamLatency, 0.95, 0.99, slow),
            Thresholds.Pair.of(ttft, 0.5, 0.95, late));
  }

  private void follow(StepWindows windows, long nowNanos) {
    if (windows != followed) {
      if (followed != null) {
        take(followed, nowNanos);
      }
      followed = windows;
      seen = Tally.ZERO;
    }
  }

  private void take(StepWindows windows, long nowNanos) {
    Tally now = windows.readTally(Arm.CONTROL);
    Tally fresh = now.minus(seen);
    long since = nowNanos - agedNanos;
    take(latency, fresh.latency(), since);
    take(streamLatency, fresh.streamLatency(), since);
    take(ttft, fresh.ttft(), since);
    seen = now;
    agedNanos = nowNanos;
  }

  private static void take(Sketch sketch, Spread fresh, long sinceNanos) {
    sketch.age(sinceNanos);
    sketch.add(fresh);
  }
}
