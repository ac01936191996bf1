package io.crossfade.server.filter;

import io.crossfade.core.Filter;
import io.crossfade.core.Service;
import io.crossfade.server.frontend.RequestDecoding;

/** Takes compression off request bodies, for providers get them plain. */
public record DecodeFilter() implements Filter {

  @Override
  public Service decorate(Service next) {
    return (call, sink) -> {
      String encoding = call.head().headers().get("content-encoding");
      if (encoding == null || encoding.equalsIgnoreCase("identity")) {
        next.serve(call, sink);
      } else {
        next.serve(call.reading(RequestDecoding.of(encoding, call.body())), sink);
      }
    };
  }
}
