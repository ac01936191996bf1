package io.crossfade.server.admin.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.server.frontend.port.ErrorAnswers;

/** What the admin port says of requests that cannot be read. */
public final class AdminErrors implements ErrorAnswers {

  @Override
  public byte[] body(Endpoint endpoint, Fault fault) {
    return AdminResponse.errorJson(fault.kind().code(), fault.message()).toString().getBytes(UTF_8);
  }

  @Override
  public byte[] event(Endpoint endpoint, Fault fault) {
    return ("event: error\ndata: "
            + AdminResponse.errorJson(fault.kind().code(), fault.message())
            + "\n\n")
        .getBytes(UTF_8);
  }
}
