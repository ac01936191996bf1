package io.crossfade.server.frontend.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.crossfade.core.Call;
import io.crossfade.core.Ending;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Service;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.http.Headers;
import io.crossfade.core.http.RequestBody;
import io.crossfade.core.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Answers with what it understood: method, path, query and body, in square brackets. */
public final class Echo implements Service {
  @Override
  public void serve(Call call, ResponseSink sink) {
    call.body().readInto(new Collecting(call, sink));
  }

  private record Collecting(Call call, ResponseSink sink, StringBuilder text)
      implements RequestBody.Reader {

    Collecting(Call call, ResponseSink sink) {
      this(call, sink, new StringBuilder());
    }

    @Override
    public void piece(ByteBuf piece, Runnable more) {
      text.append(piece.toString(ISO_8859_1));
      piece.release();
      more.run();
    }

    @Override
    public void end() {
      String query = call.head().query();
      String told =
          "[%s %s%s %s]"
              .formatted(
                  call.head().method(), call.head().path(), query == null ? "" : "?" + query, text);
      ByteBuf bytes = Unpooled.copiedBuffer(told, ISO_8859_1);
      sink.head(
          new ResponseHead(200, Headers.of("content-type", "text/plain"), bytes.readableBytes()));
      sink.body(bytes, () -> sink.end(Ending.COMPLETE));
    }

    @Override
    public void failed(Fault fault) {
      sink.end(Ending.failed(fault));
    }
  }
}
