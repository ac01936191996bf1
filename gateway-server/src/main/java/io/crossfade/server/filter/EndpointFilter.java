package io.crossfade.server.filter;

import io.crossfade.core.Ending;
import io.crossfade.core.Filter;
import io.crossfade.core.Service;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.Result;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.core.wire.path.Endpoints;

/** Finds out what the path means; refuses paths and methods that mean nothing here. */
public record EndpointFilter() implements Filter {
  @Override
  public Service decorate(Service next) {
    return (call, sink) -> {
      switch (Endpoints.match(call.head())) {
        case Result.Ok<Endpoint>(Endpoint endpoint) -> {
          call.trace().at(endpoint);
          next.serve(call.at(endpoint), sink);
        }
        case Result.Err<Endpoint>(Fault fault) -> sink.end(Ending.failed(fault));
      }
    };
  }
}
