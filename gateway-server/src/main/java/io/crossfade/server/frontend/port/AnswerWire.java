package io.crossfade.server.frontend.port;

import io.crossfade.core.http.ResponseHead;
import io.netty.buffer.ByteBuf;

/** How one answer travels in the version of HTTP its caller speaks. Used on one loop only. */
public interface AnswerWire {

  /** Whether the caller keeps up, so that more may be written. */
  boolean takesMore();

  /**
   * Begins the answer.
   *
   * @param bodiless whether no body goes out, whatever length the head tells
   */
  void head(ResponseHead head, boolean bodiless);

  /**
   * One piece of the body.
   *
   * @param piece not empty, owned by the wire from here on
   */
  void piece(ByteBuf piece);

  /** The answer is whole. */
  void end();

  /** The answer ends here, in a way no caller can take for success. */
  void cut();
}
