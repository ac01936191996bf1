package io.crossfade.loadtest.client;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Connections that work on one measurement; it ends well, or with the first thing that was wrong.
 */
abstract class Load implements Connection.Owner, AutoCloseable {
  private static final long LIMIT_SECONDS = 120;

  private final CompletableFuture<Boolean> done = new CompletableFuture<>();
  private final Way way;
  private List<Connection> connections = List.of();

  Load(Way way) {
    this.way = way;
  }

  final void open(int count, Supplier<Connection> connection) {
    connections = Callers.open(way, count, connection);
  }

  final List<Connection> connections() {
    return connections;
  }

  final EventLoop loop() {
    return way.net().loops().loop(0);
  }

  final void finish() {
    done.complete(true);
  }

  /** Waits for the end; throws what was wrong. */
  final void await(String what) {
    try {
      done.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AnswerCheck.WrongAnswer(what + ": not all answers came within two minutes");
    } catch (Exception e) {
      throw new CompletionException(what + " is no result", e);
    }
  }

  @Override
  public final void failed(Throwable why) {
    done.completeExceptionally(why);
  }

  @Override
  public final void close() {
    var _ = loop().submit(() -> connections.forEach(Connection::close)).syncUninterruptibly();
  }
}
