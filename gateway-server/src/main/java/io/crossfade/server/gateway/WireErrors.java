package io.crossfade.server.gateway;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.core.wire.ErrorBodies;
import io.crossfade.server.frontend.port.ErrorAnswers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/** Errors of requests that never became calls, in the shape of the wire their path belongs to. */
final class WireErrors implements ErrorAnswers {

  @Override
  public byte[] body(Endpoint endpoint, Fault fault) {
    return taken(ErrorBodies.body(endpoint.wire(), fault));
  }

  @Override
  public byte[] event(Endpoint endpoint, Fault fault) {
    return taken(ErrorBodies.lastEvent(endpoint, fault, 0));
  }

  private static byte[] taken(ByteBuf text) {
    byte[] bytes = ByteBufUtil.getBytes(text);
    text.release();
    return bytes;
  }
}
