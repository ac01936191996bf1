package io.crossfade.loadtest.client;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Requests at a fixed rate, whatever becomes of those before. A request's time runs from when it
 * should have been sent, so that a stall counts for every request it held up. Connections take
 * turns.
 */
public final class OpenLoop extends Load {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Histogram latencies = new Histogram(3);
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final ByteBuf request;
  private long gapNanos;
  private long firstNanos;
  private long requests;
  private long due;
  private long sent;
  private long answered;

  private OpenLoop(Way way) {
    super(way);
    this.request = way.request();
  }

  /** Opens the connections; nothing is sent yet. */
  static OpenLoop open(Way way, int connections, Supplier<AnswerCheck> check) {
    OpenLoop load = new OpenLoop(way);
    load.open(connections, () -> new Connection(check.get(), load));
    return load;
  }

  /** Asks at a rate per second and waits for all answers; their latencies in nanoseconds. */
  public Histogram run(int rate, long count) {
    gapNanos = SECOND / rate;
    requests = count;
    idle.addAll(connections());
    firstNanos = System.nanoTime() + gapNanos;
    loop().execute(this::tick);
    await("an open loop of %d requests a second".formatted(rate));
    return latencies;
  }

  @Override
  public void answered(Connection connection) {
    latencies.recordValue(System.nanoTime() - connection.intendedNanos());
    answered++;
    if (answered == requests) {
      finish();
    }
    idle.add(connection);
    send();
  }

  private void tick() {
    long now = System.nanoTime();
    due = Math.min(requests, (now - firstNanos + gapNanos) / gapNanos);
    send();
    if (due < requests) {
      var _ = loop().schedule(this::tick, intended(due) - now, TimeUnit.NANOSECONDS);
    }
  }

  private void send() {
    while (sent < due && !idle.isEmpty()) {
      idle.pop().ask(request, intended(sent));
      sent++;
    }
  }

  private long intended(long number) {
    return firstNanos + number * gapNanos;
  }
}
