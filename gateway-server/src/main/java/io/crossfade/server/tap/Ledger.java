package io.crossfade.server.tap;

import io.crossfade.core.Call;

/** Hears of every call once, when it is over. */
@FunctionalInterface
public interface Ledger {

  /**
   * A call is over; called on its event loop.
   *
   * @param call as it was identified; its trace is complete
   * @param endedNanos {@link System#nanoTime} when the last byte was handed to the connection
   */
  void ended(Call call, long endedNanos);
}
