package io.crossfade.server.control.judging;

import io.crossfade.core.Verdict;
import io.crossfade.core.config.MigrationConfig.Rollback.Mode;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Phase;
import io.crossfade.routing.migration.Signal;
import java.util.Optional;

/** What a verdict asks of the state machine; empty when nothing follows from it in that state. */
final class Verdicts {
  private Verdicts() {}

  static Optional<Signal> signal(Verdict verdict, MigrationState state, Mode mode) {
    Phase phase = state.phase();
    return switch (verdict.action()) {
      case ROLL_BACK -> Optional.of(rollBack(verdict, mode));
      case HOLD -> hold(verdict, state);
      case CLEAR -> when(phase == Phase.HOLDING, new Signal.Clear());
      case ADVANCE -> when(phase == Phase.RUNNING, new Signal.Advance(verdict.numbers()));
      case NONE -> Optional.empty();
    };
  }

  static Signal rollBack(Verdict verdict, Mode mode) {
    return new Signal.RollBack(verdict.gate(), mode, verdict.reason(), verdict.numbers());
  }

  /** A hold that has become another one ends first, so that the state names what really holds. */
  private static Optional<Signal> hold(Verdict verdict, MigrationState state) {
    return switch (state.phase()) {
      case RUNNING ->
          Optional.of(new Signal.Hold(verdict.gate(), verdict.reason(), verdict.numbers()));
      case HOLDING ->
          when(state.heldByJudge() && !state.reason().equals(verdict.gate()), new Signal.Clear());
      default -> Optional.empty();
    };
  }

  private static Optional<Signal> when(boolean applies, Signal signal) {
    return applies ? Optional.of(signal) : Optional.empty();
  }
}
