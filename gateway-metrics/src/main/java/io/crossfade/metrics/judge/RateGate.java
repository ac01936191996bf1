package io.crossfade.metrics.judge;

import io.crossfade.metrics.judge.evidence.Absolute;
import io.crossfade.metrics.judge.evidence.Attribution;
import io.crossfade.metrics.judge.evidence.Counts;
import io.crossfade.metrics.judge.evidence.Level;
import io.crossfade.metrics.judge.evidence.Memory;
import io.crossfade.metrics.judge.evidence.Tick;
import io.crossfade.metrics.window.Sums;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Goes back when something bad happens on the candidate more often than a limit <em>and</em> more
 * often than on the control, both beyond doubt at the same tick.
 */
final class RateGate implements Gate {
  private static final double WIRE_ALPHA = 0.001;
  private static final double ERROR_ALPHA = 0.002;
  private static final double REJECTION_ALPHA = 0.001;
  private static final double ALERT_ALPHA = 0.01;

  private final Event event;
  private final double limit;
  private final Level absolute;
  private final Level attribution;
  private final ControlPulse pulse = new ControlPulse();
  private Counts step = Counts.NONE;
  private Counts recent = Counts.NONE;

  private RateGate(Event event, double limit, Absolute absolute, Attribution attribution) {
    this.event = event;
    this.limit = limit;
    this.absolute = Level.alone(absolute);
    this.attribution = Level.matched(attribution);
  }

  /**
   * The trip wire, which also acts on the candidate alone when no control unit came for 60 s.
   *
   * @param limit failures per unit, (0, 0.5]
   */
  static RateGate wire(double limit) {
    Attribution share = new Attribution(1, new double[] {1.5, 2.5, 5, 20, 100}, WIRE_ALPHA);
    Event failures = new Event("wire", "failed", Counts::failures, true);
    return new RateGate(failures, limit, wireRate(limit), share);
  }

  /**
   * The slower gate with the finer limit.
   *
   * @param limit failures per unit, (0, 0.5]
   */
  static RateGate error(double limit) {
    Event failures = new Event("error", "failed", Counts::failures, false);
    return new RateGate(failures, limit, errorRate(limit), beyondMargin(ERROR_ALPHA));
  }

  /**
   * The same for what the candidate refuses: a caller's fault only if the control refuses it too.
   *
   * @param limit refusals per unit, (0, 0.5]
   */
  static RateGate rejection(double limit) {
    Event refusals = new Event("rejection", "were refused", Counts::rejections, false);
    Absolute absolute = beyondLimit(limit, REJECTION_ALPHA);
    return new RateGate(refusals, limit, absolute, beyondMargin(REJECTION_ALPHA));
  }

  /**
   * The same for what callers give up. Users lose patience for reasons of their own, so it raises
   * an alert and never goes back.
   *
   * @param limit calls given up, of those that ended, (0, 0.5]
   */
  static RateGate cancelled(double limit) {
    Event given =
        new Event("cancelled", "were given up by their callers", Counts::cancelled, false);
    Absolute absolute = beyondLimit(limit, ALERT_ALPHA);
    return new RateGate(given, limit, absolute, beyondMargin(ALERT_ALPHA));
  }

  /** The absolute half of the wire; asked of the control, it says that trouble is shared. */
  static Absolute wireRate(double limit) {
    return new Absolute(limit, new double[] {1.2, 2, 5, 12}, WIRE_ALPHA);
  }

  /** The absolute half of the error gate, which alone is the error rate alert. */
  static Absolute errorRate(double limit) {
    return beyondLimit(limit, ERROR_ALPHA);
  }

  private static Absolute beyondLimit(double limit, double alpha) {
    return new Absolute(limit, new double[] {1.4, 2, 5, 15, 50}, alpha);
  }

  private static Attribution beyondMargin(double alpha) {
    return new Attribution(1.5, new double[] {2.5, 4, 8, 25, 100}, alpha);
  }

  @Override
  public String name() {
    return event.gate;
  }

  @Override
  public void tick(Tick tick) {
    Counts fresh = event.counted.apply(tick.fresh());
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
  public void save(Memory memory) {
    memory.put(name() + ".step", step);
    memory.put(name() + ".recent", recent);
    absolute.save(memory, name() + ".absolute");
    attribution.save(memory, name() + ".attribution");
  }

  @Override
  public void load(Memory memory) {
    step = memory.counts(name() + ".step");
    recent = memory.counts(name() + ".recent");
    absolute.load(memory, name() + ".absolute");
    attribution.load(memory, name() + ".attribution");
  }

  @Override
  public boolean fires() {
    boolean uncontested = event.aloneWithoutControl && pulse.silent();
    return absolute.settled() && (attribution.settled() || uncontested);
  }

  @Override
  public String reason() {
    String rates =
        String.format(
            Locale.ROOT,
            "%d of %d candidate calls %s (%.1f %%, limit %.1f %%, E %.4g of %.4g)",
            recent.x1(),
            recent.n1(),
            event.verb,
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
    return new GateReading(event.gate, test, level.evidence(), level.threshold(), step, recent);
  }

  /**
   * What a gate counts.
   *
   * @param gate its name
   * @param verb what the calls did, for reasons
   * @param aloneWithoutControl whether the limit alone decides while no control unit comes
   */
  private record Event(
      String gate, String verb, Function<Sums, Counts> counted, boolean aloneWithoutControl) {}
}
