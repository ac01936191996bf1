package io.crossfade.metrics.judge;

import io.crossfade.metrics.judge.evidence.Absolute;
import io.crossfade.metrics.judge.evidence.Attribution;
import io.crossfade.metrics.judge.evidence.Counts;
import io.crossfade.metrics.judge.evidence.Level;
import io.crossfade.metrics.judge.evidence.Tick;
import java.util.List;
import java.util.Locale;

/**
 * Goes back when the candidate fails more often than a limit <em>and</em> more often than the
 * control, both beyond doubt at the same tick.
 */
final class RateGate implements Gate {
  private static final double WIRE_ALPHA = 0.001;
  private static final double ERROR_ALPHA = 0.002;

  private final String name;
  private final double limit;
  private final Level absolute;
  private final Level attribution;
  private final boolean aloneWithoutControl;
  private final ControlPulse pulse = new ControlPulse();
  private Counts step = Counts.NONE;
  private Counts recent = Counts.NONE;

  private RateGate(String name, double limit, Levels levels, boolean aloneWithoutControl) {
    this.name = name;
    this.limit = limit;
    this.absolute = levels.absolute;
    this.attribution = levels.attribution;
    this.aloneWithoutControl = aloneWithoutControl;
  }

  /**
   * The trip wire, which also acts on the candidate alone when no control unit came for 60 s.
   *
   * @param limit failures per unit, (0, 0.5]
   */
  static RateGate wire(double limit) {
    Level absolute = Level.alone(wireRate(limit));
    Attribution share = new Attribution(1, new double[] {1.5, 2.5, 5, 20, 100}, WIRE_ALPHA);
    return new RateGate("wire", limit, new Levels(absolute, Level.matched(share)), true);
  }

  /**
   * The slower gate with the finer limit.
   *
   * @param limit failures per unit, (0, 0.5]
   */
  static RateGate error(double limit) {
    Level absolute = Level.alone(errorRate(limit));
    Attribution share = new Attribution(1.5, new double[] {2.5, 4, 8, 25, 100}, ERROR_ALPHA);
    return new RateGate("error", limit, new Levels(absolute, Level.matched(share)), false);
  }

  /** The absolute half of the wire; asked of the control, it says that trouble is shared. */
  static Absolute wireRate(double limit) {
    return new Absolute(limit, new double[] {1.2, 2, 5, 12}, WIRE_ALPHA);
  }

  /** The absolute half of the error gate, which alone is the error rate alert. */
  static Absolute errorRate(double limit) {
    return new Absolute(limit, new double[] {1.4, 2, 5, 15, 50}, ERROR_ALPHA);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void tick(Tick tick) {
    Counts fresh = Counts.failures(tick.fresh());
    pulse.tick(tick);
    boolean closed = absolute.tick(fresh, tick);
    attribution.tick(fresh, tick);
    step = step.plus(fresh);
    recent = closed && absolute.evidence() <= 1 ? Counts.NONE : recent.plus(fresh);
  }

  @Override
  public void stepStarted() {
    absolute.stepStarted();
    attribution.stepStarted();
    step = Counts.NONE;
  }

  @Override
  public boolean fires() {
    return absolute.settled() && (attribution.settled() || (aloneWithoutControl && pulse.silent()));
  }

  @Override
  public String reason() {
    String rates =
        String.format(
            Locale.ROOT,
            "%d of %d candidate calls failed (%.1f %%, limit %.1f %%, E %.4g of %.4g)",
            recent.x1(),
            recent.n1(),
            100 * recent.candidateRate(),
            100 * limit,
            absolute.evidence(),
            absolute.threshold());
    return attribution.settled() ? rates + comparison() : rates + "; no control traffic to compare";
  }

  private String comparison() {
    return String.format(
        Locale.ROOT,
        " against %d of %d control calls (E %.4g of %.4g)",
        recent.x0(),
        recent.n0(),
        attribution.evidence(),
        attribution.threshold());
  }

  @Override
  public List<GateReading> readings() {
    return List.of(reading("absolute", absolute), reading("attribution", attribution));
  }

  private GateReading reading(String test, Level level) {
    return new GateReading(name, test, level.evidence(), level.threshold(), step, recent);
  }

  private record Levels(Level absolute, Level attribution) {}
}
