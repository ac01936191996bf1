package io.crossfade.server.credential;

import java.io.IOException;

/** Whoever issues a credential: a token service, a cloud's metadata server. */
@FunctionalInterface
public interface Issuer<C> {

  /**
   * Fetches a new credential. Blocks, so it is never called on an event loop; ends soon when its
   * thread is interrupted.
   *
   * @throws IOException when there is none; its message says why and what to do, without a secret,
   *     and is shown to the operator
   */
  Issued<C> issue() throws IOException, InterruptedException;
}
