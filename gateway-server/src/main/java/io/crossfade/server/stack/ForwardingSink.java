package io.crossfade.server.stack;

import io.crossfade.core.Ending;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.http.ResponseHead;
import io.netty.buffer.ByteBuf;

/** Passes everything on; a start for sinks that change one thing. */
public abstract class ForwardingSink implements ResponseSink {
  private final ResponseSink sink;

  protected ForwardingSink(ResponseSink sink) {
    this.sink = sink;
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
    sink.end(ending);
  }
}
