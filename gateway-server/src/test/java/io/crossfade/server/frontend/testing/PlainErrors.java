package io.crossfade.server.frontend.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.server.frontend.port.ErrorAnswers;

/** Error answers that name the code and nothing else. */
public final class PlainErrors implements ErrorAnswers {
  @Override
  public byte[] body(Endpoint endpoint, Fault fault) {
    return "{\"code\":\"%s\"}".formatted(fault.kind().code()).getBytes(UTF_8);
  }

  @Override
  public byte[] event(Endpoint endpoint, Fault fault) {
    return "data: {\"code\":\"%s\"}\n\n".formatted(fault.kind().code()).getBytes(UTF_8);
  }
}
