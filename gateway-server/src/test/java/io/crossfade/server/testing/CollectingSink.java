package io.crossfade.server.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.core.Ending;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A caller that keeps all it is sent, asks for more at once or, if told so, only when told, and
 * throws at whoever breaks the contract of {@link ResponseSink}.
 */
public final class CollectingSink implements ResponseSink {
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final Queue<Runnable> withheld = new ArrayDeque<>();
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();
  private final boolean slow;
  private @Nullable ResponseHead head;

  public CollectingSink() {
    this(false);
  }

  private CollectingSink(boolean slow) {
    this.slow = slow;
  }

  /** A slow caller: more is asked for only by {@link #askForMore}. */
  public static CollectingSink slow() {
    return new CollectingSink(true);
  }

  @Override
  public synchronized void head(ResponseHead head) {
    check(this.head == null, "a second head");
    check(!ending.isDone(), "a head after the end");
    this.head = head;
  }

  @Override
  public void body(ByteBuf piece, Runnable more) {
    keep(piece, more);
    if (!slow) {
      askForMore();
    }
  }

  private synchronized void keep(ByteBuf piece, Runnable more) {
    check(head != null, "a body before its head");
    check(!ending.isDone(), "a body after the end");
    check(slow || withheld.isEmpty(), "a piece nobody asked for");
    body.writeBytes(ByteBufUtil.getBytes(piece));
    piece.release();
    withheld.add(more);
  }

  @Override
  public void end(Ending how) {
    check(ending.complete(how), "a second end: " + how);
  }

  /** Takes the next piece. */
  public void askForMore() {
    Runnable more;
    synchronized (this) {
      more = withheld.remove();
    }
    more.run();
  }

  /** The head; fails the test if there is none yet. */
  public synchronized ResponseHead head() {
    if (head == null) {
      throw new AssertionError("no head yet; the ending is " + ending);
    }
    return head;
  }

  public synchronized boolean hasHead() {
    return head != null;
  }

  public synchronized byte[] bytes() {
    return body.toByteArray();
  }

  public String text() {
    return new String(bytes(), UTF_8);
  }

  public boolean ended() {
    return ending.isDone();
  }

  /** Waits for the end. */
  public Ending ending() {
    return Await.value(ending, "the end of the answer");
  }

  /** Waits for the end and returns the fault it must be. */
  public Fault fault() {
    return switch (ending()) {
      case Ending.Failed(Fault fault) -> fault;
      case Ending.Complete _ -> throw new AssertionError("expected a fault, got a whole answer");
    };
  }

  private static void check(boolean holds, String breach) {
    if (!holds) {
      throw new IllegalStateException("the answer broke its contract: " + breach);
    }
  }
}
