package io.crossfade.server.control;

import io.crossfade.routing.migration.Fold;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.server.store.EventLog;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds the log up to the states it left behind. */
public final class Replay {
  private Replay() {}

  /** The log cannot be trusted; the message names the migration and the first bad event. */
  public static final class BrokenLog extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenLog(String message) {
      super(message);
    }
  }

  /**
   * Returns the state of every migration in the log, in the order of their first events.
   *
   * @throws BrokenLog when the events of one do not add up
   */
  public static Map<String, MigrationState> of(EventLog log) {
    Map<String, MigrationState> states = new LinkedHashMap<>();
    for (String name : log.migrations()) {
      switch (Fold.replay(name, log.read(name))) {
        case Fold.Replay.Sound(MigrationState state) -> states.put(name, state);
        case Fold.Replay.Broken(long seq, String message) -> throw new BrokenLog(message);
      }
    }
    return states;
  }
}
