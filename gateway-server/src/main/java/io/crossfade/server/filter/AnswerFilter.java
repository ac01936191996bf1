package io.crossfade.server.filter;

import static java.util.Objects.requireNonNull;

import io.crossfade.core.Arm;
import io.crossfade.core.Call;
import io.crossfade.core.Ending;
import io.crossfade.core.Filter;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Route;
import io.crossfade.core.Service;
import io.crossfade.core.Trace;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.http.Headers;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.wire.ErrorBodies;
import io.crossfade.core.wire.path.Endpoints;
import io.netty.buffer.ByteBuf;

/**
 * Puts our own fields on every answer, and writes the error answer of calls that have none.
 *
 * @param named whether answers carry {@code x-crossfade-*}
 */
public record AnswerFilter(boolean named) implements Filter {

  @Override
  public Service decorate(Service next) {
    return (call, sink) -> next.serve(call, new Dressing(call, sink));
  }

  private final class Dressing implements ResponseSink {
    private final Call call;
    private final ResponseSink sink;
    private boolean begun;

    Dressing(Call call, ResponseSink sink) {
      this.call = call;
      this.sink = sink;
    }

    @Override
    public void head(ResponseHead head) {
      begun = true;
      head.headers().add("x-request-id", call.id());
      if (named) {
        addNames(head.headers(), call.trace());
      }
      call.trace().answered(head.status());
      sink.head(head);
    }

    @Override
    public void body(ByteBuf piece, Runnable more) {
      call.trace().relayed(piece.readableBytes());
      sink.body(piece, more);
    }

    @Override
    public void end(Ending ending) {
      if (!begun && ending instanceof Ending.Failed(Fault fault)) {
        call.trace().endedHere(fault.kind().outcome());
        refuse(fault);
        sink.end(Ending.COMPLETE);
      } else {
        sink.end(ending);
      }
    }

    private void refuse(Fault fault) {
      ByteBuf body = ErrorBodies.body(Endpoints.wireOf(call.head()), fault);
      Headers headers = Headers.of("content-type", "application/json");
      if (fault.retryAfter() != null) {
        headers.add("retry-after", requireNonNull(fault.retryAfter()));
      }
      head(new ResponseHead(fault.status(), headers, body.readableBytes()));
      body(body, () -> {});
    }
  }

  private static void addNames(Headers headers, Trace trace) {
    Route route = trace.route();
    if (route == null) {
      return;
    }
    if (route.migration() != null) {
      headers
          .add("x-crossfade-migration", requireNonNull(route.migration()))
          .add("x-crossfade-arm", route.arm().label());
    }
    Trace.Serving serving = trace.serving();
    if (serving != null) {
      addServing(headers, trace, serving);
    }
    Losses losses = trace.losses();
    if (losses != null && !losses.dropped().isEmpty()) {
      headers.add("x-crossfade-dropped", String.join(", ", losses.dropped()));
    }
  }

  private static void addServing(Headers headers, Trace trace, Trace.Serving serving) {
    headers.add("x-crossfade-provider", serving.target().provider());
    if (!serving.model().isEmpty()) {
      headers.add("x-crossfade-model", serving.model());
    }
    if (serving.fallback()) {
      Route route = requireNonNull(trace.route(), "only routed calls are served");
      boolean control = route.arm() == Arm.CANDIDATE && !trace.isElsewhere();
      headers.add(
          "x-crossfade-fallback", control ? Arm.CONTROL.label() : serving.target().provider());
    }
  }
}
