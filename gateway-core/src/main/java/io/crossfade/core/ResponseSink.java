package io.crossfade.core;

import io.crossfade.core.http.ResponseHead;
import io.netty.buffer.ByteBuf;

/**
 * Where an answer goes, piece by piece: {@code head? body* end}.
 *
 * <p>{@code end} comes exactly once, whatever happens, and nothing comes after it. Everything comes
 * on the call's event loop.
 */
public interface ResponseSink {

  /** Status and fields; absent when the call failed before an answer began. */
  void head(ResponseHead head);

  /**
   * One piece of the body, without transfer framing.
   *
   * @param piece owned by the sink from here on; the sink releases it
   * @param more run by the sink once it can take another piece; until then the source is not read,
   *     which is how a slow caller slows his provider
   */
  void body(ByteBuf piece, Runnable more);

  /** The answer is over: whole, or cut short by a fault the caller has yet to be told of. */
  void end(Ending ending);
}
