package io.crossfade.metrics.spend;

import io.crossfade.metrics.duration.Durations;
import io.crossfade.metrics.duration.Sketch;
import io.crossfade.metrics.duration.Spread;
import io.crossfade.metrics.spend.SpendLimits.Steps;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What calls cost on the control these days, over all steps of a migration. Ticked by one thread;
 * event loops read the limits. They come from the past alone, so however wrong they are, the
 * comparison with the concurrent control stays fair and only loses power.
 */
public final class SpendBaseline {
  private static final long GRAIN_NANOS = Duration.ofSeconds(5).toNanos();

  private final Sketch cost = new Sketch();
  private final Sketch perToken = new Sketch();
  private final Sketch bill = new Sketch();
  private @Nullable List<SpendCells> followed;
  private Seen seen = Seen.NOTHING;
  private long agedNanos;
  private SpendTolerance tolerance = new SpendTolerance(1, 1, 1);
  private volatile SpendLimits controlLimits = SpendLimits.NONE;
  private volatile SpendLimits candidateLimits = SpendLimits.NONE;

  /** One reading of the control's histograms. */
  private record Seen(Spread costs, Spread tokens, Spread bills) {
    static final Seen NOTHING = of(List.of());

    static Seen of(List<SpendCells> control) {
      int[] costs = new int[Durations.BUCKETS];
      int[] tokens = new int[Durations.BUCKETS];
      int[] bills = new int[Durations.BUCKETS];
      control.forEach(cells -> cells.addTo(costs, tokens, bills));
      return new Seen(new Spread(costs), new Spread(tokens), new Spread(bills));
    }
  }

  SpendLimits limits(boolean candidate) {
    return candidate ? candidateLimits : controlLimits;
  }

  /**
   * Looks at the control when it is time to.
   *
   * @param control its cells in the current step, one for each loop
   * @param tolerated in force
   * @param nowNanos monotonic
   */
  public void tick(List<SpendCells> control, SpendTolerance tolerated, long nowNanos) {
    boolean sameStep = control.equals(followed);
    if (sameStep && tolerated.equals(tolerance) && nowNanos - agedNanos < GRAIN_NANOS) {
      return;
    }
    if (!sameStep && followed != null) {
      take(followed, nowNanos);
    }
    seen = sameStep ? seen : Seen.NOTHING;
    followed = control;
    take(control, nowNanos);
    tolerance = tolerated;
    controlLimits = limits(new SpendTolerance(1, 1, 1));
    candidateLimits = limits(tolerated);
  }

  private void take(List<SpendCells> control, long nowNanos) {
    Seen now = Seen.of(control);
    long since = nowNanos - agedNanos;
    take(cost, now.costs.minus(seen.costs), since);
    take(perToken, now.tokens.minus(seen.tokens), since);
    take(bill, now.bills.minus(seen.bills), since);
    seen = now;
    agedNanos = nowNanos;
  }

  private static void take(Sketch sketch, Spread fresh, long sinceNanos) {
    sketch.age(sinceNanos);
    sketch.add(fresh);
  }

  private SpendLimits limits(SpendTolerance granted) {
    return new SpendLimits(
        Steps.of(cost, granted.cost()),
        Steps.of(perToken, granted.perToken()),
        Steps.of(bill, granted.bill()));
  }
}
