package io.crossfade.server.filter;

import io.crossfade.core.Ending;
import io.crossfade.core.Filter;
import io.crossfade.core.Service;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.Result;
import io.crossfade.core.http.RequestBody;
import io.crossfade.server.frontend.request.RequestDecoding;

/** Takes compression off request bodies, for providers get them plain. */
public record DecodeFilter() implements Filter {

  @Override
  public Service decorate(Service next) {
    return (call, sink) -> {
      if (!call.head().headers().contains("content-encoding")) {
        next.serve(call, sink);
        return;
      }
      switch (RequestDecoding.plain(call.body(), call.head().headers(), HoldFilter.MAX_BYTES)) {
        case Result.Ok<RequestBody>(RequestBody plain) -> next.serve(call.reading(plain), sink);
        case Result.Err<RequestBody>(Fault fault) -> sink.end(Ending.failed(fault));
      }
    };
  }
}
