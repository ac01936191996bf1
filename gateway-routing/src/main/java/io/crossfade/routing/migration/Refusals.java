package io.crossfade.routing.migration;

/** Says why a state does not take an input, and what it would take. */
final class Refusals {
  private Refusals() {}

  static String message(MigrationState now, MigrationInput input) {
    return "%s is not possible while migration '%s' is %s; %s"
        .formatted(input.signal().name(), now.name(), now.phase().label(), remedy(now, input));
  }

  private static String remedy(MigrationState now, MigrationInput input) {
    return switch (now.phase()) {
      case NONE -> "create it first";
      case DRAFT, ANALYZED ->
          now.plan() == null
              ? "say first where to and how: a target_model, and a strategy or a split"
              : "execute it first, with force where nothing has been analysed";
      case SCHEDULED -> "execute or unschedule it first";
      case SHADOWING -> "wait for the end of the shadow phase, or abort it";
      case RUNNING, HOLDBACK -> "it can be promoted, paused, rolled back or aborted";
      case HOLDING -> "it holds for '%s'; promote it or wait".formatted(now.reason());
      case PAUSED -> "resume it first";
      case AWAITING_CONFIRMATION ->
          "confirm or dismiss the rollback that gate '%s' asks for".formatted(now.reason());
      case ROLLED_BACK ->
          input.signal() instanceof Signal.SetSplit || input.signal() instanceof Signal.Reload
              ? "that split is the one that was rolled back: choose another, or resume"
              : "resume it, or set another split";
      case COMPLETED, ABORTED -> "it is over; create a new migration";
    };
  }
}
