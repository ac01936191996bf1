package io.crossfade.server.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.crossfade.core.Call;
import io.crossfade.core.Ending;
import io.crossfade.core.Filter;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Service;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Outcome;
import io.crossfade.core.http.Headers;
import io.crossfade.core.http.ResponseHead;
import io.netty.buffer.Unpooled;
import java.util.List;

/** Answers what the gateway knows by itself: its health, and the models it reaches. */
public record LocalFilter(ModelLists models) implements Filter {
  private static final byte[] HEALTHY = "{\"status\":\"ok\"}".getBytes(UTF_8);
  private static final int SUGGESTIONS = 3;

  @Override
  public Service decorate(Service next) {
    return (call, sink) -> {
      switch (call.endpoint().kind()) {
        case HEALTH -> answer(call, sink, HEALTHY);
        case MODELS -> answer(call, sink, models.all(call.endpoint().wire()));
        case MODEL -> answerOne(call, sink);
        default -> next.serve(call, sink);
      }
    };
  }

  private void answerOne(Call call, ResponseSink sink) {
    String asNamed = requireNonNull(call.endpoint().object(), "a model path names a model");
    byte[] model = models.one(call.endpoint().wire(), asNamed);
    if (model == null) {
      sink.end(Ending.failed(unknown(asNamed)));
    } else {
      answer(call, sink, model);
    }
  }

  private static void answer(Call call, ResponseSink sink, byte[] body) {
    call.trace().endedHere(Outcome.OK);
    sink.head(new ResponseHead(200, Headers.of("content-type", "application/json"), body.length));
    sink.body(Unpooled.wrappedBuffer(body), () -> {});
    sink.end(Ending.COMPLETE);
  }

  private Fault unknown(String asNamed) {
    List<String> nearest = models.nearest(asNamed, SUGGESTIONS);
    return Fault.of(
            FaultKind.MODEL_NOT_FOUND,
            "the model '" + asNamed + "' is not known here",
            "model",
            nearest.isEmpty()
                ? "GET /v1/models lists what is served here"
                : "did you mean %s? GET /v1/models lists what is served here"
                    .formatted(String.join(", ", nearest)))
        .withParam("model");
  }
}
