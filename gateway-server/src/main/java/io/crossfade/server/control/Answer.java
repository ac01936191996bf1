package io.crossfade.server.control;

import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Step;
import java.util.Locale;

/** What an operator hears. */
public sealed interface Answer {

  /**
   * It is done, and calls see it.
   *
   * @param state where the migration stands now
   * @param durable false when it is not on disk yet: the store is in trouble, and will be written
   *     when it is back. Only for a rollback or a pause; say 202
   */
  record Changed(MigrationState state, boolean durable) implements Answer {}

  /**
   * Nothing has changed.
   *
   * @param message what was asked, why it cannot be, and what can be done
   */
  record Refused(Reason reason, String message) implements Answer {}

  /** Why nothing changed. */
  enum Reason {
    UNKNOWN_MIGRATION(404),
    NAME_TAKEN(409),
    INVALID_TRANSITION(409),
    STALE_SEQ(409),
    STORE_UNAVAILABLE(503);

    private final int status;
    private final String code = name().toLowerCase(Locale.ROOT);

    Reason(int status) {
      this.status = status;
    }

    /** HTTP status of the answer. */
    public int status() {
      return status;
    }

    public String code() {
      return code;
    }
  }

  /** The answer to a request that the machine refused. */
  static Answer refused(Step.Refused refused) {
    return new Refused(Reason.INVALID_TRANSITION, refused.message());
  }

  /** The answer when there is nothing of that name. */
  static Answer unknown(String migration) {
    return new Refused(
        Reason.UNKNOWN_MIGRATION,
        "there is no migration '%s'; 'gateway migrations list' shows them".formatted(migration));
  }

  /** The answer to somebody who wants to make what the file declares. */
  static Answer taken(String migration) {
    return new Refused(
        Reason.NAME_TAKEN,
        "the file declares migration '%s'; choose another name, or change it there"
            .formatted(migration));
  }

  /** The answer to somebody who has not seen the latest event. */
  static Answer stale(MigrationState now, long expected) {
    return new Refused(
        Reason.STALE_SEQ,
        "migration '%s' is at seq %d, not %d; look at it again and decide then"
            .formatted(now.name(), now.seq(), expected));
  }

  /** The answer when the change could not be written and was therefore not made. */
  static Answer notWritten(String why) {
    return new Refused(
        Reason.STORE_UNAVAILABLE,
        "nothing was changed, because it could not be written: %s".formatted(why));
  }
}
