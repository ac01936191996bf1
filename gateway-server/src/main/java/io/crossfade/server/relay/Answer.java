package io.crossfade.server.relay;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.usage.Usage;
import io.netty.buffer.ByteBuf;

/** The rest of one provider's answer, once its head has said of which sort it is. */
interface Answer {

  /** One piece, owned by the answer from here on. */
  void piece(ByteBuf piece);

  /** The body is whole by its framing. */
  void end();

  /** The body will never be whole. */
  void failed(Fault fault);

  /** The tokens of what has come so far; {@link Usage#NONE} where nothing came that costs any. */
  default Usage usage() {
    return Usage.NONE;
  }

  /** Lets go of what is held; nothing more comes and nobody is to be told. */
  void discard();
}
