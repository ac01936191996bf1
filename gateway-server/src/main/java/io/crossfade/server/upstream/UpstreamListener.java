package io.crossfade.server.upstream;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.http.ResponseHead;
import io.netty.buffer.ByteBuf;

/** Hears one answer: {@code (head piece* end) | (head? piece* failed)}; nothing after a cancel. */
public interface UpstreamListener {

  /** The final head; informational ones are skipped. Framing and hop-by-hop fields are gone. */
  void head(ResponseHead head);

  /**
   * One piece of the body, transfer framing taken off; owned by the listener from here on. The next
   * one comes only after {@link Exchange#read}.
   */
  void piece(ByteBuf piece);

  /** The body is whole by its framing. */
  void end();

  /**
   * No whole answer. Before the head: {@code CONNECT_FAILED}, {@code CONNECT_TIMEOUT}, {@code
   * CONNECTION_LOST}, {@code FIRST_BYTE_TIMEOUT}, {@code BAD_RESPONSE} for a status line that
   * cannot be followed, {@code BAD_FRAMING}, {@code PROVIDER_FULL} when too many are in flight and
   * in the queue, or for too long, {@code DEFECT} for a body of another length than it says, or the
   * request body's own fault; after it: {@code STREAM_BROKEN_OFF} for a body cut short, {@code
   * STREAM_SILENT} for an idle one.
   */
  void failed(Fault fault);
}
