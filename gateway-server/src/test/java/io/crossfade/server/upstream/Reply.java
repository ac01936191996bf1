package io.crossfade.server.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Collects one answer, piece by piece, and throws where the contract of a listener is broken. */
final class Reply implements UpstreamListener {
  private static final long LIMIT_SECONDS = 20;

  final CompletableFuture<ResponseHead> head = new CompletableFuture<>();
  final CompletableFuture<String> firstPiece = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Fault> over = new CompletableFuture<>();
  private final StringBuilder body = new StringBuilder();
  private final boolean eager;
  private @Nullable Exchange exchange;
  private boolean asked = true;
  private int pieces;
  private Runnable then = () -> {};

  /**
   * @param eager whether every piece is followed by a read
   */
  Reply(boolean eager) {
    this.eager = eager;
  }

  /** Runs something within the end of this answer. */
  Reply then(Runnable next) {
    then = next;
    return this;
  }

  void of(Exchange sent) {
    exchange = sent;
  }

  void read() {
    asked = true;
    Objects.requireNonNull(exchange).read();
  }

  void cancel() {
    Objects.requireNonNull(exchange).cancel();
  }

  @Override
  public void head(ResponseHead received) {
    if (!head.complete(received)) {
      throw new IllegalStateException("a second head");
    }
  }

  @Override
  public void piece(ByteBuf piece) {
    if (!asked || !head.isDone() || over.isDone()) {
      over.completeExceptionally(new IllegalStateException("a piece nobody asked for"));
    }
    asked = false;
    pieces++;
    body.append(piece.toString(ISO_8859_1));
    piece.release();
    firstPiece.complete(body.toString());
    if (eager) {
      read();
    }
  }

  @Override
  public void end() {
    end(null);
  }

  @Override
  public void failed(Fault fault) {
    end(fault);
  }

  /** Status and body of a whole answer. */
  String whole() {
    Fault fault = ending();
    if (fault != null) {
      throw new AssertionError(fault.message(), fault.cause().thrown());
    }
    return head.join().status() + " " + body;
  }

  Fault fault() {
    return Objects.requireNonNull(ending(), "the answer came whole");
  }

  /** Body so far; to be asked for on the loop, or after the end. */
  String body() {
    return body.toString();
  }

  int pieces() {
    return pieces;
  }

  boolean isOver() {
    return over.isDone();
  }

  CompletableFuture<?> over() {
    return over;
  }

  <T> T await(CompletableFuture<T> future) {
    return future.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }

  private @Nullable Fault ending() {
    return over.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }

  private void end(@Nullable Fault fault) {
    if (!over.complete(fault)) {
      throw new IllegalStateException("a second end");
    }
    then.run();
  }
}
