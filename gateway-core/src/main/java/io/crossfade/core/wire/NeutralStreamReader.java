package io.crossfade.core.wire;

import io.netty.buffer.ByteBuf;

/** Reads a stream of a path that passes through: nothing is known of its end. */
final class NeutralStreamReader extends EventReader {

  @Override
  Sign readEvent(ByteBuf name, ByteBuf data) {
    return Sign.CONTENT;
  }

  @Override
  public boolean terminal() {
    return fault() == null;
  }

  @Override
  boolean isKnownWhole() {
    return false;
  }
}
