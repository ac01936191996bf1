package io.crossfade.loadtest.client;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** Streams side by side, started evenly over a second so that their events do not come at once. */
public final class Streams extends Load {
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final AtomicLong events = new AtomicLong();
  private final Histogram delays = new Histogram(3);
  private final ByteBuf request;
  private volatile boolean recording;
  private int running;

  private Streams(Way way) {
    super(way);
    this.request = way.request();
  }

  /** Opens the connections; nothing is sent yet. */
  static Streams open(Way way, int streams, Function<StreamCheck.Arrivals, AnswerCheck> check) {
    Streams load = new Streams(way);
    load.open(streams, () -> new Connection(check.apply(load::arrived), load));
    load.running = streams;
    return load;
  }

  /** Starts all streams; returns at once. */
  public void start() {
    long gap = START_NANOS / connections().size();
    for (int i = 0; i < connections().size(); i++) {
      Connection connection = connections().get(i);
      var _ = loop().schedule(() -> connection.ask(request, 0), i * gap, TimeUnit.NANOSECONDS);
    }
  }

  /** Events that have arrived so far. */
  public long events() {
    return events.get();
  }

  /** Whether delays are noted from now on. */
  public void record(boolean on) {
    recording = on;
  }

  /** Waits until every stream has ended as it must; the noted delays in nanoseconds. */
  public Histogram finished() {
    await("%d streams".formatted(connections().size()));
    return delays;
  }

  @Override
  public void answered(Connection connection) {
    running--;
    if (running == 0) {
      finish();
    }
  }

  private void arrived(long sentNanos, long nowNanos) {
    events.lazySet(events.get() + 1);
    if (recording) {
      delays.recordValue(Math.max(0, nowNanos - sentNanos));
    }
  }
}
