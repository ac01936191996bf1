package io.crossfade.server.filter;

import io.crossfade.core.Ending;
import io.crossfade.core.Filter;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Service;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.http.RequestBody;
import io.crossfade.core.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a thrown exception into an ended answer, and lets no answer end twice. */
public final class RescueFilter implements Filter {
  private static final Logger LOG = LoggerFactory.getLogger(RescueFilter.class);

  @Override
  public Service decorate(Service next) {
    return (call, sink) -> {
      EndOnce once = new EndOnce(sink);
      Rescue rescue = new Rescue(call.id(), once);
      rescue.run(() -> next.serve(call.reading(new RescuedBody(call.body(), rescue)), once));
    };
  }

  /** Ends the answer of a call in whose service something was thrown. */
  private record Rescue(String id, ResponseSink sink) {
    void run(Runnable task) {
      try {
        task.run();
      } catch (RuntimeException defect) {
        LOG.error("request {} met a defect of the gateway", id, defect);
        sink.end(
            Ending.failed(
                Fault.of(
                    FaultKind.DEFECT,
                    "the gateway failed on this request",
                    "gateway",
                    "report it with the request id; the request itself is not to blame")));
      }
    }
  }

  /** Most of a call happens when its body has come, long after it was served. */
  private record RescuedBody(RequestBody body, Rescue rescue) implements RequestBody {
    @Override
    public long length() {
      return body.length();
    }

    @Override
    public void readInto(Reader reader) {
      body.readInto(
          new Reader() {
            @Override
            public void piece(ByteBuf piece, Runnable more) {
              rescue.run(() -> reader.piece(piece, more));
            }

            @Override
            public void end() {
              rescue.run(reader::end);
            }

            @Override
            public void failed(Fault fault) {
              rescue.run(() -> reader.failed(fault));
            }
          });
    }
  }

  /** The exception and the upstream may both end an answer; the first one counts. */
  private static final class EndOnce implements ResponseSink {
    private final ResponseSink sink;
    private boolean ended;

    EndOnce(ResponseSink sink) {
      this.sink = sink;
    }

    @Override
    public void head(ResponseHead head) {
      if (!ended) {
        sink.head(head);
      }
    }

    @Override
    public void body(ByteBuf piece, Runnable more) {
      if (ended) {
        piece.release();
      } else {
        sink.body(piece, more);
      }
    }

    @Override
    public void end(Ending ending) {
      if (!ended) {
        ended = true;
        sink.end(ending);
      }
    }
  }
}
