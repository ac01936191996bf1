package io.crossfade.metrics.judge;

import io.crossfade.metrics.judge.evidence.Counts;
import io.crossfade.metrics.judge.evidence.FailingRun;
import io.crossfade.metrics.judge.evidence.Tick;
import io.crossfade.metrics.window.ArmSums;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Goes back when the candidate is dead while the control lives: no success for 30 s, at least ten
 * attempts, all failed, from two keys or more (or twenty over 60 s from one), while at least three
 * control calls that started in that time succeeded, and half of those that ended; and at least
 * three of the failures came when the control was seen to live. After an outage of both, the one
 * that is called more often answers first, and the other is not dead for that.
 *
 * <p>A rule without an error bound, for traffic too thin or too one-sided for the tests.
 */
final class UnavailableGate implements Gate {
  private static final long SILENCE_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long SILENCE_OF_ONE_KEY_NANOS = Duration.ofSeconds(60).toNanos();
  private static final long ATTEMPTS = 10;
  private static final long ATTEMPTS_OF_ONE_KEY = 20;

  private static final long ATTEMPTS_WHILE_CONTROL_LIVES = 3;

  private final boolean byRequestId;
  private final FailingRun run = new FailingRun();
  private boolean controlAlive;
  private long failedWhileControlLives;
  private long controlAttempts;
  private long controlSuccesses;
  private boolean fires;
  private long seconds;
  private Counts step = Counts.NONE;

  /**
   * @param byRequestId whether calls under one key are one request, told several times
   */
  UnavailableGate(boolean byRequestId) {
    this.byRequestId = byRequestId;
  }

  @Override
  public String name() {
    return "unavailable";
  }

  @Override
  public void tick(Tick tick) {
    step = step.plus(Counts.failures(tick.fresh()));
    ArmSums candidate = tick.fresh().candidate();
    long failed = byRequestId ? candidate.failures() : candidate.failedAttempts();
    run.tick(candidate.answered(), failed, tick);
    if (run.attempts() == 0) {
      forgetControl();
    } else {
      failedWhileControlLives += controlAlive ? failed : 0;
      controlAttempts += tick.fresh().control().attempts();
      controlSuccesses += tick.fresh().control().successes();
    }
    seconds = Duration.ofNanos(tick.nowNanos() - run.startNanos()).toSeconds();
    controlAlive = run.attempts() > 0 && controlAlive(tick.sums().control());
    fires =
        candidateDead(tick)
            && controlAlive
            && failedWhileControlLives >= ATTEMPTS_WHILE_CONTROL_LIVES;
  }

  private boolean candidateDead(Tick tick) {
    boolean severalKeys = tick.sums().candidate().secondKeyNanos() > run.startNanos();
    return severalKeys
        ? run.lasted(SILENCE_NANOS, ATTEMPTS, tick.nowNanos())
        : run.lasted(SILENCE_OF_ONE_KEY_NANOS, ATTEMPTS_OF_ONE_KEY, tick.nowNanos());
  }

  private boolean controlAlive(ArmSums control) {
    return control.thirdStartNanos() > run.startNanos() && 2 * controlSuccesses >= controlAttempts;
  }

  @Override
  public void stepStarted() {
    run.end();
    forgetControl();
    step = Counts.NONE;
  }

  private void forgetControl() {
    controlAlive = false;
    failedWhileControlLives = 0;
    controlAttempts = 0;
    controlSuccesses = 0;
  }

  @Override
  public boolean fires() {
    return fires;
  }

  @Override
  public String reason() {
    return String.format(
        Locale.ROOT,
        "the last %d candidate calls all failed, over %d s, while %d of %d control calls succeeded",
        run.attempts(),
        seconds,
        controlSuccesses,
        controlAttempts);
  }

  @Override
  public List<GateReading> readings() {
    long failed = run.attempts();
    long controlFailed = controlAttempts - controlSuccesses;
    Counts recent = new Counts(controlFailed, controlAttempts, failed, failed);
    return List.of(new GateReading(name(), "rule", fires ? 1 : 0, 1, step, recent));
  }
}
