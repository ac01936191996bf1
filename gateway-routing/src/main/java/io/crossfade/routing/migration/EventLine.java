package io.crossfade.routing.migration;

/** Writes what happened as one line of the log. */
final class EventLine {
  private EventLine() {}

  static MigrationEvent of(MigrationState before, MigrationInput input, MigrationState after) {
    return new MigrationEvent(
        after.seq(),
        after.name(),
        input.at(),
        input.actor(),
        input.signal().name(),
        Payload.write(input.signal()),
        before.phase().label(),
        after.phase().label(),
        after.splitBuckets(),
        input.configHash(),
        after.epoch());
  }
}
