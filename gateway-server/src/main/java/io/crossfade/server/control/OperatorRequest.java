package io.crossfade.server.control;

import io.crossfade.routing.migration.Signal;
import java.util.OptionalLong;

/**
 * What an operator asks of a migration.
 *
 * @param migration its name
 * @param signal what to do
 * @param actor who asks, for the log
 * @param expectedSeq the {@code seq} the operator has seen; a request by somebody who has not seen
 *     the latest event is refused. Empty when it does not matter
 */
public record OperatorRequest(
    String migration, Signal signal, String actor, OptionalLong expectedSeq) {

  public OperatorRequest(String migration, Signal signal, String actor) {
    this(migration, signal, actor, OptionalLong.empty());
  }

  /** Whether it takes effect at once, whatever the disk does. */
  boolean urgent() {
    return signal instanceof Signal.OperatorRollback || signal instanceof Signal.Pause;
  }
}
