package io.crossfade.server.home;

import io.crossfade.core.Call;
import io.crossfade.core.Ending;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Trace;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.core.json.References;
import io.crossfade.core.sse.EventCutter;
import io.crossfade.routing.affinity.Homes;
import io.crossfade.server.buffer.Gathering;
import io.crossfade.server.stack.ForwardingSink;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ids in an answer that passes, before the caller has the last byte of them: of a JSON
 * document in its first {@value #MAX_BYTES} bytes, of a stream in its first event.
 */
final class NoticingSink extends ForwardingSink {
  private static final int MAX_BYTES = 64 << 10;
  private static final int MILLIS = 1_000;

  private final Call call;
  private final Homes homes;
  private final Gathering document = new Gathering(MAX_BYTES);
  private final EventCutter events = new EventCutter(MAX_BYTES);
  private @Nullable String provider;
  private boolean streams;
  private long left;

  NoticingSink(Call call, ResponseSink sink, Homes homes) {
    super(sink);
    this.call = call;
    this.homes = homes;
  }

  /** What is told anew in the caller's words is kept by nobody. */
  @Override
  public void head(ResponseHead head) {
    Trace.Serving serving = call.trace().serving();
    boolean good = head.status() < 300 && !call.trace().isToldAnew();
    String type = head.headers().get("content-type");
    if (good && serving != null && type != null) {
      streams = type.startsWith("text/event-stream");
      provider =
          streams || type.startsWith("application/json") ? serving.target().provider() : null;
      left = head.length();
    }
    super.head(head);
  }

  @Override
  public void body(ByteBuf piece, Runnable more) {
    if (provider != null) {
      read(piece.retainedDuplicate());
    }
    super.body(piece, more);
  }

  private void read(ByteBuf piece) {
    if (streams) {
      events.add(piece);
      readFirstEvent();
      return;
    }
    left -= piece.readableBytes();
    boolean fits = document.add(piece);
    if (!fits || left == 0) {
      note(References.in(document.bytes(), true));
    }
  }

  private void readFirstEvent() {
    while (provider != null && events.next()) {
      if (events.data().isReadable()) {
        note(References.in(events.data(), true));
      }
    }
    if (events.fault() != null) {
      forget();
    }
  }

  private void note(List<String> ids) {
    long seconds = System.currentTimeMillis() / MILLIS;
    for (String id : ids) {
      if (provider != null) {
        homes.made(id, provider, seconds);
      }
    }
    forget();
  }

  private void forget() {
    provider = null;
    document.release();
    events.release();
  }

  @Override
  public void end(Ending ending) {
    if (provider != null && !streams) {
      note(References.in(document.bytes(), true));
    }
    forget();
    super.end(ending);
  }
}
