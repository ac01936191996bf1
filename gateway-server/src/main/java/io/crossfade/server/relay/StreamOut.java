package io.crossfade.server.relay;

import io.crossfade.core.fault.Evidence;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.core.wire.ErrorBodies;
import io.crossfade.server.buffer.Gathering;
import io.crossfade.server.loop.Deadlines;
import io.crossfade.server.provider.Redaction;
import io.netty.buffer.ByteBuf;
import java.util.function.Supplier;

/**
 * The caller's side of a stream: holds whole events only while another attempt could still answer
 * instead, at most 64 KiB and ten seconds, then passes them on as they come. On its loop only.
 */
final class StreamOut {
  private static final int MAX_HELD_BYTES = 64 << 10;
  private static final long MAX_HELD_MILLIS = 10_000;

  private final Attempt attempt;
  private final RelayedCall relayed;
  private final Supplier<ResponseHead> head;
  private final Gathering held;
  private final Deadlines.Deadline holdingEnds;
  private boolean over;

  /**
   * Begins to hold.
   *
   * @param mostAtOnce bytes that one piece of the provider's may become
   * @param head to commit with
   */
  StreamOut(Attempt attempt, int mostAtOnce, Supplier<ResponseHead> head) {
    this.attempt = attempt;
    this.relayed = attempt.relayed();
    this.head = head;
    this.held = new Gathering(MAX_HELD_BYTES + mostAtOnce);
    this.holdingEnds = relayed.deadline(this::stopHolding);
    holdingEnds.in(MAX_HELD_MILLIS);
  }

  /** Takes whole events and asks for more; {@code due} says that nothing else may answer now. */
  void pass(ByteBuf whole, boolean due) {
    if (relayed.committed()) {
      send(whole);
      return;
    }
    held.add(whole);
    if (due || held.bytes().readableBytes() > MAX_HELD_BYTES) {
      commit();
      send(held.take());
    } else {
      attempt.read();
    }
  }

  private void send(ByteBuf whole) {
    if (whole.isReadable()) {
      relayed.body(whole, attempt::read);
    } else {
      whole.release();
      attempt.read();
    }
  }

  /** The caller has waited long enough for content: he gets what there is, and this stream only. */
  private void stopHolding() {
    if (!over) {
      open();
    }
  }

  /** Lets go what is held; from here on the caller gets this stream and no other. */
  void open() {
    if (!relayed.committed()) {
      commit();
      relayed.body(held.take(), () -> {});
    }
  }

  private void commit() {
    holdingEnds.forget();
    relayed.commit(head.get());
  }

  /** The last bytes, after which nothing is asked for. */
  void last(ByteBuf bytes) {
    relayed.body(bytes, () -> {});
  }

  /**
   * Tells a fault as the stream's last event, in our own words.
   *
   * @param events that went before it, for wires that number them
   */
  void tell(Fault fault, long events) {
    Fault fit = Redaction.hide(fault, attempt.provider());
    last(ErrorBodies.lastEvent(attempt.call().endpoint(), fit, events));
  }

  /** Ends the attempt with a fault, told apart by whether the caller has seen anything. */
  void fail(Fault fault, long events) {
    if (relayed.committed()) {
      Fault told = StreamFailures.afterCommit(fault);
      tell(told, events);
      relayed.ended(told.kind().outcome(), Evidence.FAILURE);
    } else {
      relayed.failed(Failure.of(StreamFailures.beforeCommit(fault)));
    }
  }

  /** The stream was an error before it was anything else; nothing of it has gone to the caller. */
  void refuse(Fault reported) {
    relayed.failed(Failure.of(StreamFailures.beforeContent(reported)));
  }

  /** Drops what is held. */
  void close() {
    over = true;
    holdingEnds.forget();
    held.release();
  }
}
