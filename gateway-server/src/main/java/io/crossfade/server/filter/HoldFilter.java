package io.crossfade.server.filter;

import io.crossfade.core.Call;
import io.crossfade.core.Ending;
import io.crossfade.core.Filter;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Service;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.wire.Endpoint;

/**
 * Holds the bodies that must be read before a call can be routed, and reads them; lets all others
 * stream through.
 *
 * @param memory what all held bodies share
 */
public record HoldFilter(BodyMemory memory) implements Filter {
  /** Most bytes of one held body. */
  public static final int MAX_BYTES = 64 << 20;

  @Override
  public Service decorate(Service next) {
    return (call, sink) -> {
      if (!isRead(call)) {
        next.serve(call, sink);
      } else if (call.body().length() > MAX_BYTES) {
        sink.end(Ending.failed(tooLarge()));
      } else {
        hold(call, sink, next);
      }
    };
  }

  private void hold(Call call, ResponseSink sink, Service next) {
    new HeldCall(call, sink, next, memory).start();
  }

  private static boolean isRead(Call call) {
    return call.endpoint().kind().needsModel()
        || (call.endpoint().kind() == Endpoint.Kind.PASS_THROUGH && bringsJson(call));
  }

  private static boolean bringsJson(Call call) {
    String type = call.head().headers().get("content-type");
    return call.body().length() != 0
        && type != null
        && type.regionMatches(true, 0, "application/json", 0, 16);
  }

  static Fault tooLarge() {
    return Fault.of(
        FaultKind.BODY_TOO_LARGE,
        "the request body is larger than %d MB".formatted(MAX_BYTES >> 20),
        "body",
        "send large files by upload, or split the request");
  }
}
