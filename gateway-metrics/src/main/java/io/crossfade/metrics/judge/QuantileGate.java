package io.crossfade.metrics.judge;

import static java.util.stream.Collectors.joining;

import io.crossfade.metrics.judge.evidence.Counts;
import io.crossfade.metrics.judge.evidence.Memory;
import io.crossfade.metrics.judge.evidence.Tick;
import io.crossfade.metrics.spend.Over;
import io.crossfade.metrics.spend.Spent;
import io.crossfade.metrics.window.ArmSums;
import io.crossfade.metrics.window.Slow;
import io.crossfade.metrics.window.Sums;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Goes back when the candidate is slow, or dear: more of its calls than their share lie beyond a
 * quantile of the control, taken times what is tolerated. The evidence is the mean of several
 * quantiles', so that trouble of most calls is found as well as trouble of few.
 *
 * <p>While the candidate has few users, it only says so: the arms' users differ, not the models.
 */
final class QuantileGate implements Gate {
  private static final double ALPHA = 0.0015;
  private static final double ALERT_ALPHA = 0.01;

  private final String name;
  private final double tolerance;
  private final List<QuantileLevel> levels;
  private final FewKeys fewKeys = new FewKeys();

  private QuantileGate(String name, double tolerance, Stream<QuantileLevel> levels) {
    this.name = name;
    this.tolerance = tolerance;
    this.levels = levels.toList();
  }

  /**
   * The time to the last byte.
   *
   * @param tolerance as the windows count with, for the reason
   */
  static QuantileGate latency(double tolerance) {
    return timed("latency", tolerance, ArmSums::latency, List.of("p95", "p99"));
  }

  /**
   * The time to the first token.
   *
   * @param tolerance as the windows count with, for the reason
   */
  static QuantileGate ttft(double tolerance) {
    return timed("ttft", tolerance, ArmSums::ttft, List.of("p50", "p95"));
  }

  /**
   * What a call costs at the candidate's prices, whichever arm took its tokens: above all, how many
   * tokens it takes.
   *
   * @param tolerance as the windows count with, for the reason
   */
  static QuantileGate cost(double tolerance) {
    return new QuantileGate("cost", tolerance, spent(Spent::cost, ALPHA));
  }

  /**
   * What a call really costs, at each arm's own prices.
   *
   * @param tolerance as the windows count with, for the reason
   */
  static QuantileGate bill(double tolerance) {
    return new QuantileGate("bill", tolerance, spent(Spent::bill, ALPHA));
  }

  /**
   * What a token costs at the candidate's prices: how many of them are of the dear kind. Raises an
   * alert, and never goes back.
   *
   * @param tolerance as the windows count with, for the reason
   */
  static QuantileGate costPerToken(double tolerance) {
    Stream<QuantileLevel> levels = spent(Spent::perToken, ALERT_ALPHA).limit(2);
    return new QuantileGate("cost_per_token", tolerance, levels);
  }

  /**
   * The time to the last byte, long before it is a reason to go back. Raises an alert only.
   *
   * @param tolerance as the windows count with, for the reason
   */
  static QuantileGate latencyAlert(double tolerance) {
    Function<Sums, Counts> p95 =
        sums -> Counts.nearLower(sums.control().latency(), sums.candidate().latency());
    Function<Sums, Counts> p99 =
        sums -> Counts.nearHigher(sums.control().latency(), sums.candidate().latency());
    return new QuantileGate(
        "latency_p99",
        tolerance,
        Stream.of(
            new QuantileLevel("p95", ALERT_ALPHA, p95),
            new QuantileLevel("p99", ALERT_ALPHA, p99)));
  }

  private static QuantileGate timed(
      String name, double tolerance, Function<ArmSums, Slow> slow, List<String> quantiles) {
    Function<Sums, Counts> lower =
        sums -> Counts.overLower(slow.apply(sums.control()), slow.apply(sums.candidate()));
    Function<Sums, Counts> higher =
        sums -> Counts.overHigher(slow.apply(sums.control()), slow.apply(sums.candidate()));
    return new QuantileGate(
        name,
        tolerance,
        Stream.of(
            new QuantileLevel(quantiles.getFirst(), ALPHA, lower),
            new QuantileLevel(quantiles.getLast(), ALPHA, higher)));
  }

  private static Stream<QuantileLevel> spent(Function<Spent, Over> over, double alpha) {
    return Stream.of(
        new QuantileLevel("p50", alpha, sums -> counts(sums, Over::low, over)),
        new QuantileLevel("p90", alpha, sums -> counts(sums, Over::middle, over)),
        new QuantileLevel("p99", alpha, sums -> counts(sums, Over::high, over)));
  }

  private static Counts counts(Sums sums, ToLongFunction<Over> events, Function<Spent, Over> over) {
    Over control = over.apply(sums.controlSpent());
    Over candidate = over.apply(sums.candidateSpent());
    return new Counts(
        events.applyAsLong(control),
        control.units(),
        events.applyAsLong(candidate),
        candidate.units());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void tick(Tick tick) {
    for (QuantileLevel level : levels) {
      level.tick(tick);
    }
    fewKeys.tick(tick);
  }

  @Override
  public void stepStarted() {
    levels.forEach(QuantileLevel::stepStarted);
  }

  @Override
  public void save(Memory memory) {
    levels.forEach(level -> level.save(memory, name));
  }

  @Override
  public void load(Memory memory) {
    levels.forEach(level -> level.load(memory, name));
  }

  @Override
  public boolean fires() {
    return settled() && !fewKeys.holds();
  }

  /** Whether it would ask for a rollback if the candidate had more users. */
  boolean advises() {
    return settled() && fewKeys.holds();
  }

  /** Whether what it looks for is there, be it the model or its users. */
  boolean settled() {
    return evidence() >= levels.getFirst().threshold();
  }

  private double evidence() {
    double sum = 0;
    for (QuantileLevel level : levels) {
      sum += level.evidence();
    }
    return sum / levels.size();
  }

  @Override
  public String reason() {
    return String.format(
        Locale.ROOT,
        "%s beyond %.2f times the control's %s; mean E %.4g of %.4g",
        name,
        tolerance,
        levels.stream().map(QuantileLevel::shown).collect(joining("; ")),
        evidence(),
        levels.getFirst().threshold());
  }

  @Override
  public List<GateReading> readings() {
    return levels.stream().map(level -> level.reading(name)).toList();
  }
}
