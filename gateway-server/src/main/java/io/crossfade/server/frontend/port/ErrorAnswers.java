package io.crossfade.server.frontend.port;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.wire.Endpoint;

/** How a fault is told in the dialect of the endpoint that was asked. */
public interface ErrorAnswers {

  /** The JSON document of an error answer, before anything has gone to the caller. */
  byte[] body(Endpoint endpoint, Fault fault);

  /** The bytes of a stream's last event, blank line included, after its head has gone out. */
  byte[] event(Endpoint endpoint, Fault fault);
}
