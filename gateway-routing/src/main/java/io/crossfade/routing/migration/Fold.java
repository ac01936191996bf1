package io.crossfade.routing.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;

/** Adds up a log: the same events always give the same state, byte for byte. */
public final class Fold {
  private Fold() {}

  /** What a log adds up to. */
  public sealed interface Replay {

    /**
     * The log is sound.
     *
     * @param state after its last event
     */
    record Sound(MigrationState state) implements Replay {}

    /**
     * The log contradicts itself; nothing behind the bad line may be trusted.
     *
     * @param seq the first bad event
     * @param message what is wrong with it
     */
    record Broken(long seq, String message) implements Replay {}
  }

  /**
   * Replays the whole log of one migration.
   *
   * @param events in the order of their {@code seq}, from 1; without a gap from the last state on
   *     that is written down among them
   */
  public static Replay replay(String migration, List<MigrationEvent> events) {
    int begin = Compaction.beginning(events);
    return switch (before(migration, events, begin)) {
      case Replay.Sound(MigrationState state) -> fold(state, events.subList(begin, events.size()));
      case Replay.Broken broken -> broken;
    };
  }

  private static Replay before(String migration, List<MigrationEvent> events, int begin) {
    MigrationEvent first = events.isEmpty() ? null : events.get(begin);
    if (first == null || !Compaction.isState(first)) {
      return new Replay.Sound(MigrationState.none(migration));
    }
    try {
      Signal signal = Payload.read(first.event(), first.payload());
      return signal instanceof Signal.Compact(MigrationState state)
              && state.name().equals(migration)
          ? new Replay.Sound(state)
          : broken(first, "it is the state of another migration");
    } catch (JsonProcessingException e) {
      return broken(first, "its payload cannot be read: " + e.getOriginalMessage());
    }
  }

  private static Replay fold(MigrationState begun, List<MigrationEvent> events) {
    MigrationState state = begun;
    for (MigrationEvent event : events) {
      switch (next(state, event)) {
        case Replay.Sound(MigrationState after) -> state = after;
        case Replay.Broken broken -> {
          return broken;
        }
      }
    }
    return new Replay.Sound(state);
  }

  private static Replay next(MigrationState state, MigrationEvent event) {
    if (event.seq() != state.seq() + 1) {
      return broken(event, "seq %d was expected here".formatted(state.seq() + 1));
    }
    if (!event.migration().equals(state.name())) {
      return broken(event, "it belongs to migration '%s'".formatted(event.migration()));
    }
    try {
      Signal signal = Payload.read(event.event(), event.payload());
      return repeat(
          state, event, new MigrationInput(event.at(), event.actor(), event.configHash(), signal));
    } catch (JsonProcessingException e) {
      return broken(event, "its payload cannot be read: " + e.getOriginalMessage());
    }
  }

  private static Replay repeat(MigrationState state, MigrationEvent event, MigrationInput input) {
    return switch (Transitions.step(state, input)) {
      case Step.Refused(String message) -> broken(event, message);
      case Step.Applied(MigrationState after, MigrationEvent written, var _) ->
          written.equals(event)
              ? new Replay.Sound(after)
              : broken(event, "the same input now gives %s".formatted(written));
    };
  }

  private static Replay.Broken broken(MigrationEvent event, String why) {
    return new Replay.Broken(
        event.seq(),
        "the log of migration '%s' does not add up at seq %d (%s): %s; restore the store from a backup"
            .formatted(event.migration(), event.seq(), event.event(), why));
  }
}
