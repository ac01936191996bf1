package io.crossfade.routing.migration;

import io.crossfade.core.config.MigrationConfig.Rollback.Mode;
import io.crossfade.routing.migration.MigrationState.Back;
import io.crossfade.routing.migration.MigrationState.Mute;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What follows from verdicts, and from the answers people give to them. */
final class JudgeSteps {
  static final String WOULD_ROLL_BACK = "would_roll_back";
  static final String DISMISSED = "dismissed";

  private static final Duration TO_CONFIRM = Duration.ofMinutes(5);
  private static final Duration TO_MUTE = Duration.ofHours(1);

  /** After these the stage has to prove itself for its full time; other holds keep what passed. */
  private static final Set<String> KEEPING_THE_CLOCK =
      Set.of("no_data", "sample_ratio_mismatch", "insufficient_evidence", DISMISSED);

  private JudgeSteps() {}

  static Edit hold(MigrationState now, Signal.Hold hold, Instant at) {
    return now.edit()
        .interrupt(Phase.HOLDING, at)
        .because(hold.hold(), hold.reason())
        .and(Effect.ALERT);
  }

  static @Nullable Edit clear(MigrationState now, Instant at) {
    Back back = now.back();
    if (back == null) {
      return null;
    }
    Edit next = now.edit().restore(back).mute(null);
    boolean restart = back.phase() == Phase.RUNNING && !KEEPING_THE_CLOCK.contains(now.reason());
    return restart ? next.due(at.plus(holdOf(now)), null) : next;
  }

  static @Nullable Edit rollBack(MigrationState now, Signal.RollBack verdict, Instant at) {
    return switch (now.phase()) {
      case PAUSED -> verdict.sure() && verdict.mode() != Mode.MANUAL ? back(now, verdict) : null;
      case AWAITING_CONFIRMATION -> verdict.sure() ? back(now, verdict) : null;
      default -> muted(now, verdict, at) ? null : byMode(now, verdict, at);
    };
  }

  /** Somebody agreed, or nobody objected in time. */
  static Edit confirmed(MigrationState now) {
    return StageSteps.rolledBack(now, now.reason(), now.detail());
  }

  static @Nullable Edit dismiss(MigrationState now, Signal.Dismiss dismiss, MigrationInput input) {
    Back back = now.back();
    if (back == null) {
      return null;
    }
    String sentence =
        "%s dismissed gate '%s': %s".formatted(input.actor(), now.reason(), dismiss.reason());
    return now.edit()
        .enter(Phase.HOLDING)
        .because(DISMISSED, sentence)
        .returningTo(back.phase() == Phase.HOLDING ? back.behind() : back)
        .mute(new Mute(now.reason(), input.at().plus(TO_MUTE)));
  }

  private static @Nullable Edit byMode(MigrationState now, Signal.RollBack verdict, Instant at) {
    return switch (verdict.mode()) {
      case AUTOMATIC -> back(now, verdict);
      case CONFIRM -> verdict.sure() ? back(now, verdict) : ask(now, verdict, at);
      case MANUAL -> holdInstead(now, verdict, at);
    };
  }

  private static Edit back(MigrationState now, Signal.RollBack verdict) {
    return StageSteps.rolledBack(now, verdict.gate(), verdict.reason());
  }

  private static Edit ask(MigrationState now, Signal.RollBack verdict, Instant at) {
    return now.edit()
        .interrupt(Phase.AWAITING_CONFIRMATION, at)
        .because(verdict.gate(), verdict.reason())
        .due(null, at.plus(TO_CONFIRM))
        .and(Effect.ALERT);
  }

  /** Null when it already holds for that: the judge repeats itself with every tick. */
  private static @Nullable Edit holdInstead(
      MigrationState now, Signal.RollBack verdict, Instant at) {
    if (now.reason().equals(WOULD_ROLL_BACK)) {
      return null;
    }
    Edit next = now.phase() == Phase.HOLDING ? now.edit() : now.edit().interrupt(Phase.HOLDING, at);
    return next.because(WOULD_ROLL_BACK, verdict.reason()).and(Effect.ALERT);
  }

  private static boolean muted(MigrationState now, Signal.RollBack verdict, Instant at) {
    Mute mute = now.mute();
    return mute != null && mute.gate().equals(verdict.gate()) && at.isBefore(mute.until());
  }

  /** How long the present stage is to be watched. */
  static Duration holdOf(MigrationState now) {
    return now.planned().stages().get(now.step()).hold();
  }
}
