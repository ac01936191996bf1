package io.crossfade.metrics.judge;

import io.crossfade.metrics.judge.evidence.Attribution;
import io.crossfade.metrics.judge.evidence.Counts;
import io.crossfade.metrics.judge.evidence.Level;
import io.crossfade.metrics.judge.evidence.Memory;
import io.crossfade.metrics.judge.evidence.Tick;
import io.crossfade.metrics.window.Sums;
import java.util.Locale;
import java.util.function.Function;

/** One quantile of a {@link QuantileGate}: are candidate calls beyond it more than their share? */
final class QuantileLevel {
  private static final double[] GRID = {1.4, 2, 4, 12};

  private final String name;
  private final Level level;
  private final Function<Sums, Counts> counted;
  private Counts step = Counts.NONE;
  private Counts recent = Counts.NONE;

  /**
   * @param name for example {@code p95}
   * @param alpha error budget
   * @param counted units of both arms, and those beyond the quantile
   */
  QuantileLevel(String name, double alpha, Function<Sums, Counts> counted) {
    this.name = name;
    this.counted = counted;
    this.level = Level.matched(new Attribution(1, GRID, alpha));
  }

  void tick(Tick tick) {
    Counts fresh = counted.apply(tick.fresh());
    boolean closed = level.tick(fresh, tick);
    step = step.plus(fresh);
    recent = closed && level.evidence() <= 1 ? Counts.NONE : recent.plus(fresh);
  }

  void stepStarted() {
    level.stepStarted();
    step = Counts.NONE;
  }

  void save(Memory memory, String gate) {
    memory.put(gate + "." + name + ".step", step);
    memory.put(gate + "." + name + ".recent", recent);
    level.save(memory, gate + "." + name);
  }

  void load(Memory memory, String gate) {
    step = memory.counts(gate + "." + name + ".step");
    recent = memory.counts(gate + "." + name + ".recent");
    level.load(memory, gate + "." + name);
  }

  double evidence() {
    return level.evidence();
  }

  double threshold() {
    return level.threshold();
  }

  /** For example {@code p95: 12 of 40 beyond against 31 of 760 (E 812.4)}. */
  String shown() {
    return String.format(
        Locale.ROOT,
        "%s: %d of %d beyond against %d of %d (E %.4g)",
        name,
        recent.x1(),
        recent.n1(),
        recent.x0(),
        recent.n0(),
        evidence());
  }

  GateReading reading(String gate) {
    return new GateReading(gate, name, evidence(), threshold(), step, recent);
  }
}
