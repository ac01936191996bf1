package io.crossfade.loadtest.client;

import io.netty.buffer.ByteBuf;
import java.util.function.Supplier;

/** A fixed number of requests over connections that ask again as soon as they are answered. */
public final class ClosedLoop extends Load {
  private final ByteBuf request;
  private long toSend;
  private long toCome;

  private ClosedLoop(Way way) {
    super(way);
    this.request = way.request();
  }

  /** Opens the connections; nothing is sent yet. */
  static ClosedLoop open(Way way, int connections, Supplier<AnswerCheck> check) {
    ClosedLoop load = new ClosedLoop(way);
    load.open(connections, () -> new Connection(check.get(), load));
    return load;
  }

  /**
   * Asks and waits for all answers.
   *
   * @return how long it took, in nanoseconds
   */
  public long run(long requests) {
    toSend = requests;
    toCome = requests;
    long start = System.nanoTime();
    loop().execute(() -> connections().forEach(this::next));
    await("a closed loop of %d requests".formatted(requests));
    return System.nanoTime() - start;
  }

  @Override
  public void answered(Connection connection) {
    toCome--;
    if (toCome == 0) {
      finish();
    }
    next(connection);
  }

  private void next(Connection connection) {
    if (toSend > 0) {
      toSend--;
      connection.ask(request, 0);
    }
  }
}
