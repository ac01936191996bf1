package io.crossfade.server.filter;

import io.crossfade.core.Call;
import io.crossfade.core.Ending;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Service;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.crossfade.core.http.HeldBody;
import io.crossfade.core.http.RequestBody;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.core.json.BodyFacts;
import io.crossfade.core.json.BodyScanner;
import io.crossfade.server.buffer.Gathering;
import io.netty.buffer.ByteBuf;

/** One call whose body is held from its first piece until its answer has ended. */
final class HeldCall implements RequestBody.Reader, ResponseSink {
  private final Call call;
  private final ResponseSink sink;
  private final Service next;
  private final BodyMemory memory;
  private final Gathering body = new Gathering(HoldFilter.MAX_BYTES);
  private long taken;
  private boolean over;

  HeldCall(Call call, ResponseSink sink, Service next, BodyMemory memory) {
    this.call = call;
    this.sink = sink;
    this.next = next;
    this.memory = memory;
  }

  void start() {
    call.body().readInto(this);
  }

  @Override
  public void piece(ByteBuf piece, Runnable more) {
    int bytes = piece.readableBytes();
    if (over || !memory.take(bytes)) {
      piece.release();
      end(Ending.failed(noMemory()));
      return;
    }
    taken += bytes;
    if (body.add(piece)) {
      more.run();
    } else {
      end(Ending.failed(HoldFilter.tooLarge()));
    }
  }

  @Override
  public void end() {
    if (over) {
      return;
    }
    switch (BodyScanner.scan(body.bytes())) {
      case Result.Ok<BodyFacts>(BodyFacts facts) -> read(facts);
      case Result.Err<BodyFacts>(Fault fault) -> end(Ending.failed(fault));
    }
  }

  @Override
  public void failed(Fault fault) {
    end(Ending.failed(fault));
  }

  private void read(BodyFacts facts) {
    Call held = call.holding(new HeldBody(body.bytes()), facts);
    if (held.model() == null && call.endpoint().kind().needsModel()) {
      end(Ending.failed(noModel()));
    } else {
      next.serve(held, this);
    }
  }

  @Override
  public void head(ResponseHead head) {
    sink.head(head);
  }

  @Override
  public void body(ByteBuf piece, Runnable more) {
    sink.body(piece, more);
  }

  @Override
  public void end(Ending ending) {
    if (!over) {
      over = true;
      body.release();
      memory.give(taken);
      sink.end(ending);
    }
  }

  private static Fault noModel() {
    return Fault.of(
            FaultKind.MALFORMED_REQUEST,
            "the request names no model",
            "model",
            "add \"model\": \"…\" to the body")
        .withParam("model");
  }

  private static Fault noMemory() {
    return Fault.of(
            FaultKind.OUT_OF_MEMORY,
            "the gateway holds as many request bodies as it may",
            "gateway",
            "try again shortly")
        .withRetryAfter("1");
  }
}
