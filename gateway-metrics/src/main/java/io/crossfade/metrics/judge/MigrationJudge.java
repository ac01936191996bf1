package io.crossfade.metrics.judge;

import io.crossfade.core.Verdict;
import io.crossfade.core.Verdict.Action;
import io.crossfade.metrics.judge.EpochJudge.HoldReason;
import io.crossfade.metrics.judge.advance.StageProgress;
import io.crossfade.metrics.judge.alert.Alert;
import io.crossfade.metrics.judge.evidence.Memory;
import io.crossfade.metrics.judge.evidence.Prior;
import io.crossfade.metrics.judge.evidence.Tick;
import io.crossfade.metrics.window.Sums;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges one migration: whether the candidate is worse than its limits and worse than the control.
 * All state is the evidence of the current epoch; time and counts come in with each tick.
 *
 * <p>Ticked by one thread, every {@link #TICK}. The lists may be read from any thread.
 */
public final class MigrationJudge {
  /** How often to tick; blocks are counted in these. */
  public static final Duration TICK = Duration.ofMillis(250);

  private @Nullable EpochJudge judge;
  private @Nullable JudgeInput last;
  private Sums seen = Sums.ZERO;

  /** What the step had counted before the last restart. */
  private Sums before = Sums.ZERO;

  private long epochNanos;
  private long stepNanos;
  private int laterSteps;
  private Verdict verdict = Verdict.QUIET;

  /**
   * Takes in the counts so far and says what to do.
   *
   * <p>Says {@link Action#ADVANCE} when the stage is over, as long as nothing holds it. Otherwise
   * speaks at every tick for as long as something applies: a rollback until the migration is out of
   * the candidate's reach, a hold until it is over, and then {@link Action#CLEAR} for as long as
   * the input says the migration is still held. The numbers of a verdict are those of the tick that
   * first reached it.
   *
   * @param sums cumulative counts of the step named by the input
   * @param in where the migration stands
   */
  public synchronized Verdict tick(Sums sums, JudgeInput in) {
    EpochJudge current = judgeFor(in);
    current.advancing().at(in.stage());
    Sums all = sums.plus(before);
    current.tick(tickOf(all, in));
    seen = all;
    last = in;
    verdict = conclude(current, in.holding());
    return verdict;
  }

  /** The numbers behind the gates, as of the last tick; empty before the first. */
  public synchronized List<GateReading> readings() {
    return judge == null
        ? List.of()
        : judge.gates().stream().flatMap(gate -> gate.readings().stream()).toList();
  }

  /** How far the present stage is; empty while it does not end by itself. */
  public synchronized Optional<StageProgress> progress() {
    return judge == null ? Optional.empty() : Optional.ofNullable(judge.advancing().progress());
  }

  /** The alerts that are raised, as of the last tick. */
  public synchronized List<Alert> alerts() {
    return judge == null ? List.of() : judge.alerts();
  }

  /** Everything it knows of the epoch, for {@link #recall}; empty before the first tick. */
  public synchronized Optional<Memory> remember() {
    if (judge == null || last == null) {
      return Optional.empty();
    }
    long now = last.nowNanos();
    Memory memory = Memory.empty();
    memory.put("place", (double) last.epoch(), (double) last.step());
    memory.put(
        "times", (double) (now - epochNanos), (double) (now - stepNanos), (double) laterSteps);
    memory.put("sums", seen.numbers());
    judge.save(memory);
    return Optional.of(memory);
  }

  /**
   * Goes on from what another judge remembered, with windows that begin at nothing.
   *
   * @param now where the migration stands, under the same settings as then
   * @return false when the memory is of another epoch or release, or damaged; then it begins anew
   */
  public synchronized boolean recall(Memory memory, JudgeInput now) {
    EpochJudge recalled = new EpochJudge(now.settings());
    recalled.load(memory);
    double[] times = memory.get("times", 3);
    Sums sums = Sums.of(memory.get("sums", Sums.NUMBERS));
    double[] place = memory.get("place", 2);
    int step = (int) place[1];
    if (!memory.whole() || place[0] != now.epoch() || step > now.step()) {
      return false;
    }
    judge = recalled;
    before = sums;
    seen = sums;
    last = now.at(step);
    epochNanos = now.nowNanos() - (long) times[0];
    stepNanos = now.nowNanos() - (long) times[1];
    laterSteps = (int) times[2];
    verdict = Verdict.QUIET;
    return true;
  }

  private EpochJudge judgeFor(JudgeInput in) {
    if (judge == null || last == null || startsAfresh(last, in)) {
      judge = new EpochJudge(in.settings());
      seen = Sums.ZERO;
      before = Sums.ZERO;
      epochNanos = in.nowNanos();
      stepNanos = in.nowNanos();
      laterSteps = 0;
      last = null;
      verdict = Verdict.QUIET;
    } else if (in.step() != last.step()) {
      judge.stepStarted();
      seen = Sums.ZERO;
      before = Sums.ZERO;
      stepNanos = in.nowNanos();
      laterSteps++;
    }
    return judge;
  }

  private static boolean startsAfresh(JudgeInput before, JudgeInput now) {
    return before.epoch() != now.epoch() || !before.settings().equals(now.settings());
  }

  private Tick tickOf(Sums sums, JudgeInput in) {
    long now = in.nowNanos();
    long previous = last == null ? now - TICK.toNanos() : last.nowNanos();
    double released = Prior.released(now - epochNanos, laterSteps);
    return new Tick(now, previous, stepNanos, released, in.split(), sums, sums.minus(seen));
  }

  private Verdict conclude(EpochJudge current, boolean holding) {
    Optional<Gate> firing = current.firing();
    if (firing.isPresent() && !current.bothArmsDown()) {
      Gate gate = firing.get();
      return spoken(Action.ROLL_BACK, gate.name())
          ? verdict
          : new Verdict(
              Action.ROLL_BACK,
              gate.name(),
              gate.reason(),
              Numbers.json(current.gates(), current.advancing()));
    }
    Optional<HoldReason> hold = current.holding();
    if (hold.isPresent()) {
      HoldReason why = hold.get();
      return spoken(Action.HOLD, why.name())
          ? verdict
          : new Verdict(
              Action.HOLD,
              why.name(),
              why.reason(),
              Numbers.json(current.gates(), current.advancing()));
    }
    if (holding) {
      return cleared(current);
    }
    return current.advancing().over() ? advance(current) : Verdict.QUIET;
  }

  private static Verdict advance(EpochJudge current) {
    return new Verdict(
        Action.ADVANCE,
        "",
        "the stage has taken its time, and nothing speaks against the next",
        Numbers.json(current.gates(), current.advancing()));
  }

  private Verdict cleared(EpochJudge current) {
    return spoken(Action.CLEAR, "")
        ? verdict
        : new Verdict(
            Action.CLEAR,
            "",
            "nothing holds it any more",
            Numbers.json(current.gates(), current.advancing()));
  }

  /** Whether the last tick already concluded the same. */
  private boolean spoken(Action action, String gate) {
    return verdict.action() == action && verdict.gate().equals(gate);
  }
}
