package io.crossfade.metrics.judge;

import io.crossfade.metrics.judge.evidence.Counts;
import io.crossfade.metrics.judge.evidence.Memory;
import io.crossfade.metrics.judge.evidence.Tick;
import io.crossfade.metrics.spend.Over;
import io.crossfade.metrics.spend.Spent;
import java.util.List;
import java.util.Locale;

/**
 * Goes back when a few runaway calls make the candidate dear, which quantiles do not see: its mean
 * cost is far beyond what is tolerated, by two thirds of the limit and by four standard errors.
 *
 * <p>A rule over the whole epoch, without an error bound.
 */
final class SpendGate implements Gate {
  private static final double FEWEST = 200;
  private static final double PART_OF_LIMIT = 2.0 / 3;
  private static final double ERRORS = 4;

  /** What is remembered of each arm. */
  private static final int SUMS = 3;

  private static final String CONTROL = "spend.control";
  private static final String CANDIDATE = "spend.candidate";

  private final double limit;
  private final FewKeys fewKeys = new FewKeys();
  private Spent control = Spent.NONE;
  private Spent candidate = Spent.NONE;

  /**
   * @param limit times the control's mean cost, above 1
   */
  SpendGate(double limit) {
    this.limit = limit;
  }

  @Override
  public String name() {
    return "spend";
  }

  @Override
  public void tick(Tick tick) {
    control = control.plus(tick.fresh().controlSpent());
    candidate = candidate.plus(tick.fresh().candidateSpent());
    fewKeys.tick(tick);
  }

  @Override
  public void stepStarted() {
    // The sums are of the whole epoch.
  }

  @Override
  public void save(Memory memory) {
    memory.put(CONTROL, control.calls(), control.sum(), control.squares());
    memory.put(CANDIDATE, candidate.calls(), candidate.sum(), candidate.squares());
  }

  @Override
  public void load(Memory memory) {
    control = sums(memory.get(CONTROL, SUMS));
    candidate = sums(memory.get(CANDIDATE, SUMS));
  }

  private static Spent sums(double[] numbers) {
    return new Spent(Over.NONE, Over.NONE, Over.NONE, numbers[0], numbers[1], numbers[2]);
  }

  @Override
  public boolean fires() {
    return settled() && !fewKeys.holds();
  }

  /** Whether it would ask for a rollback if the candidate had more users. */
  boolean advises() {
    return settled() && fewKeys.holds();
  }

  private boolean settled() {
    return control.calls() >= FEWEST
        && candidate.calls() >= FEWEST
        && candidate.mean() > PART_OF_LIMIT * limit * control.mean()
        && errors() > ERRORS;
  }

  /** How many standard errors the candidate's mean lies beyond what is tolerated. */
  private double errors() {
    double beyond = candidate.mean() - Math.sqrt(limit) * control.mean();
    return beyond * Math.sqrt(candidate.calls()) / candidate.deviation();
  }

  @Override
  public String reason() {
    return String.format(
        Locale.ROOT,
        "%.0f candidate calls cost %.2f times the mean of %.0f control calls (limit %.2f), %.1f"
            + " standard errors too much",
        candidate.calls(),
        candidate.mean() / control.mean(),
        control.calls(),
        limit,
        errors());
  }

  @Override
  public List<GateReading> readings() {
    Counts calls = new Counts(0, (long) control.calls(), 0, (long) candidate.calls());
    double errors = errors();
    double shown = Double.isFinite(errors) ? Math.max(0, errors) : 0;
    return List.of(new GateReading(name(), "rule", shown, ERRORS, calls, calls));
  }
}
