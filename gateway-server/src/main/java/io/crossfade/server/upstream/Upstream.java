package io.crossfade.server.upstream;

import io.crossfade.server.upstream.circuit.Circuits;

/** One provider as the relay sees it: a thing that answers requests, on the caller's own loop. */
public interface Upstream {

  /**
   * Sends one request. Must be called on the event loop named by the request; the listener is
   * called on it too, possibly before this returns.
   */
  Exchange send(UpstreamRequest request, UpstreamListener listener);

  /** Says for which models it may be asked at the moment; to be heeded by whoever sends. */
  Circuits circuits();
}
