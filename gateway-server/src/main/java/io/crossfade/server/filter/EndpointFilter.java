package io.crossfade.server.filter;

import io.crossfade.core.Ending;
import io.crossfade.core.Filter;
import io.crossfade.core.Service;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.core.wire.Endpoints;

/** Finds out what the path means; refuses paths and methods that mean nothing here. */
public record EndpointFilter() implements Filter {
  private static final String AZURE = "/openai/";

  @Override
  public Service decorate(Service next) {
    return (call, sink) -> {
      if (call.head().path().startsWith(AZURE)) {
        sink.end(Ending.failed(azure()));
        return;
      }
      switch (Endpoints.match(call.head())) {
        case Result.Ok<Endpoint>(Endpoint endpoint) -> {
          call.trace().at(endpoint);
          next.serve(call.at(endpoint), sink);
        }
        case Result.Err<Endpoint>(Fault fault) -> sink.end(Ending.failed(fault));
      }
    };
  }

  /** The paths are understood, but the model in them would have to be put into the body. */
  private static Fault azure() {
    return Fault.of(
        FaultKind.PATH_NOT_FOUND,
        "Azure-style paths are not served by this version",
        "path",
        "use the same operation below /v1/ and name the model in the body");
  }
}
