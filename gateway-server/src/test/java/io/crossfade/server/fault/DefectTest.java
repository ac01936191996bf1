package io.crossfade.server.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Call;
import io.crossfade.core.Caller;
import io.crossfade.core.Cancellation;
import io.crossfade.core.Ending;
import io.crossfade.core.Origin;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Service;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.http.Headers;
import io.crossfade.core.http.HeldBody;
import io.crossfade.core.http.RequestBody;
import io.crossfade.core.http.RequestHead;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.core.wire.Wire;
import io.crossfade.server.filter.BodyMemory;
import io.crossfade.server.filter.HoldFilter;
import io.crossfade.server.filter.RescueFilter;
import io.crossfade.server.testing.CollectingSink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

/** What the layers do when one of them is at its end. */
class DefectTest {
  private final CollectingSink sink = new CollectingSink();

  @Test
  void service_thatThrows_endsInADefectWithoutNames() {
    Service broken =
        (call, answer) -> {
          throw new IllegalStateException("of class " + getClass());
        };
    new RescueFilter().decorate(broken).serve(call("{}"), sink);
    assertThat(sink.fault().kind()).isEqualTo(FaultKind.DEFECT);
    assertThat(sink.fault().message()).doesNotContain("Exception", "io.crossfade");
  }

  @Test
  void service_thatThrowsWhenTheBodyComes_endsInADefect() {
    Service broken = (call, answer) -> call.body().readInto(new Throwing());
    new RescueFilter().decorate(broken).serve(call("{}"), sink);
    assertThat(sink.fault().kind()).isEqualTo(FaultKind.DEFECT);
  }

  @Test
  void service_thatEndsAndThrows_endsOnce() {
    Service broken =
        (call, answer) -> {
          answer.end(Ending.COMPLETE);
          throw new IllegalStateException("too late");
        };
    new RescueFilter().decorate(broken).serve(call("{}"), sink);
    assertThat(sink.ending()).isEqualTo(Ending.COMPLETE);
  }

  @Test
  void body_beyondTheMemory_isRefusedAndGivenBack() {
    BodyMemory memory = new BodyMemory(8);
    Service never =
        (Call call, ResponseSink answer) -> {
          throw new AssertionError("a body that does not fit was passed on");
        };
    new HoldFilter(memory).decorate(never).serve(call("{\"model\":\"m\"}"), sink);
    assertThat(sink.fault().kind()).isEqualTo(FaultKind.OUT_OF_MEMORY);
    assertThat(sink.fault().status()).isEqualTo(503);
    assertThat(memory.held()).isZero();
  }

  private static Call call(String body) {
    RequestHead head = new RequestHead("POST", "/v1/chat/completions", null, new Headers());
    Origin origin = new Origin(Caller.ANYONE, 0, 0, true, new Cancellation());
    ByteBuf bytes = Unpooled.copiedBuffer(body, UTF_8);
    return new Call("id", head, new HeldBody(bytes), origin)
        .at(new Endpoint(Endpoint.Kind.CHAT_COMPLETIONS, Wire.OPENAI, null));
  }

  private static final class Throwing implements RequestBody.Reader {
    @Override
    public void piece(ByteBuf piece, Runnable more) {
      piece.release();
      throw new IllegalStateException("in the middle of a body");
    }

    @Override
    public void end() {}

    @Override
    public void failed(Fault fault) {}
  }
}
