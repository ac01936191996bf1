package io.crossfade.server.admin.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.core.Call;
import io.crossfade.core.Ending;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Service;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.http.RequestBody;
import io.crossfade.server.buffer.Gathering;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the admin port: bodies are gathered on the event loop, everything else is blocking code
 * on a virtual thread, and the answer goes back over the loop it came from.
 *
 * @param handler runs on a virtual thread
 * @param workers where handlers run
 * @param loops event loops by index
 */
public record AdminService(
    Function<AdminRequest, AdminResponse> handler, Executor workers, IntFunction<Executor> loops)
    implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(AdminService.class);
  static final int MAX_BODY_BYTES = 1 << 20;

  @Override
  public void serve(Call call, ResponseSink sink) {
    AdminAnswers back = new AdminAnswers(loops.apply(call.origin().loop()), call, sink);
    Consumer<AdminRequest> whole = request -> workers.execute(() -> answer(request, back));
    call.body().readInto(new Body(whole, call, sink));
  }

  private void answer(AdminRequest request, AdminAnswers back) {
    AdminResponse response;
    try {
      response = handler.apply(request);
    } catch (RuntimeException defect) {
      LOG.error("{} {} met a defect of the gateway", request.method(), request.path(), defect);
      response = AdminResponse.error(500, "gateway_error", "the gateway failed; see its log");
    }
    switch (response) {
      case AdminResponse.Whole whole -> back.whole(whole, request.method().equals("HEAD"));
      case AdminResponse.Events(EventFeed feed) -> back.events(feed);
    }
  }

  /** Gathers one body. */
  private record Body(Consumer<AdminRequest> whole, Call call, ResponseSink sink, Gathering bytes)
      implements RequestBody.Reader {

    Body(Consumer<AdminRequest> whole, Call call, ResponseSink sink) {
      this(whole, call, sink, new Gathering(MAX_BODY_BYTES));
    }

    @Override
    public void piece(ByteBuf piece, Runnable more) {
      if (bytes.add(piece)) {
        more.run();
      } else {
        bytes.release();
        sink.end(Ending.failed(tooLarge()));
      }
    }

    @Override
    public void end() {
      String body = bytes.bytes().toString(UTF_8);
      bytes.release();
      whole.accept(
          new AdminRequest(
              call.head().method(),
              call.head().path(),
              call.head().query(),
              call.head().headers(),
              body));
    }

    @Override
    public void failed(Fault fault) {
      bytes.release();
      sink.end(Ending.failed(fault));
    }

    private static Fault tooLarge() {
      return Fault.of(
          FaultKind.BODY_TOO_LARGE,
          "the request body is larger than 1 MB",
          "body",
          "send less at a time");
    }
  }
}
