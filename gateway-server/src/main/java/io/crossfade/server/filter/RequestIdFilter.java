package io.crossfade.server.filter;

import io.crossfade.core.Filter;
import io.crossfade.core.Service;

/** Gives every call a request id: the caller's where it is sane, else a new one. */
public record RequestIdFilter() implements Filter {

  @Override
  public Service decorate(Service next) {
    return (call, sink) ->
        next.serve(
            call.named(RequestIds.keptOrMade(call.head().headers().all("x-request-id"))), sink);
  }
}
