package io.crossfade.server.frontend.port;

import io.crossfade.core.Caller;
import io.crossfade.core.Origin;

/**
 * Where a connection's calls come from.
 *
 * @param loop index of the connection's event loop
 * @param loopback whether the caller's address is this machine's
 */
public record Place(int loop, boolean loopback) {

  /** The origin of a call whose first byte came at {@code acceptedNanos}. */
  public Origin origin(long acceptedNanos, ClientAnswer answer) {
    return new Origin(Caller.ANYONE, loop, acceptedNanos, loopback, answer.cancellation());
  }
}
