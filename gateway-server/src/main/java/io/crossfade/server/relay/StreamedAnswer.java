package io.crossfade.server.relay;

import io.crossfade.core.Evidence;
import io.crossfade.core.Outcome;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.core.sse.EventCutter;
import io.crossfade.core.wire.StreamReader;
import io.crossfade.core.wire.StreamReader.Mark;
import io.crossfade.core.wire.StreamReaders;
import io.crossfade.server.buffer.Gathering;
import io.netty.buffer.ByteBuf;

/**
 * A stream of events: passed on event by event, held only while another attempt could still answer
 * instead, and watched for its first token, its errors and its proper end.
 *
 * <p>Only whole events go out, so a stream that breaks off in the middle of one leaves the caller at
 * an event's end, where the error event can follow.
 */
final class StreamedAnswer implements Answer {
  private static final int MAX_HELD_BYTES = 64 << 10;
  private static final long MAX_HELD_MILLIS = 10_000;

  private final Attempt attempt;
  private final RelayedCall relayed;
  private final ResponseHead head;
  private final EventCutter cutter = new EventCutter(EventCutter.DEFAULT_MAX_EVENT_BYTES);
  private final StreamReader reader;
  private final Gathering held = new Gathering(MAX_HELD_BYTES + 2 * cutterLimit());
  private final Deadlines.Deadline holdingEnds;
  private final Mark awaited;
  private boolean refused;

  StreamedAnswer(Attempt attempt, ResponseHead head) {
    this.attempt = attempt;
    this.relayed = attempt.relayed();
    this.head = head;
    this.reader = StreamReaders.of(attempt.call().endpoint(), attempt.call().facts());
    this.awaited = relayed.canFallBack() ? Mark.CONTENT : Mark.PRELUDE;
    this.holdingEnds = relayed.deadline(this::commit);
    holdingEnds.in(MAX_HELD_MILLIS);
  }

  @Override
  public void piece(ByteBuf piece) {
    cutter.add(piece);
    boolean ready = readEvents();
    if (refused) {
      return;
    }
    Fault fault = cutter.fault();
    if (fault != null) {
      failed(fault);
    } else {
      pass(cutter.take(), ready);
    }
  }

  /** Reads the events that are complete; returns whether the one waited for was among them. */
  private boolean readEvents() {
    boolean ready = false;
    while (!refused && cutter.next()) {
      if (cutter.hasData()) {
        Mark mark = reader.read(cutter.name(), cutter.data());
        attempt.begun();
        ready |= note(mark);
      }
    }
    return ready;
  }

  private boolean note(Mark mark) {
    if (mark == Mark.CONTENT) {
      attempt.call().trace().firstToken(relayed.nanos());
    }
    if (mark == Mark.ERROR && !relayed.committed()) {
      refuse();
    }
    return mark.compareTo(awaited) >= 0;
  }

  private void pass(ByteBuf whole, boolean ready) {
    if (relayed.committed()) {
      send(whole);
      return;
    }
    held.add(whole);
    if (ready || held.bytes().readableBytes() > MAX_HELD_BYTES) {
      commit();
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

  /** From here on this stream is the call's answer. */
  private void commit() {
    holdingEnds.forget();
    if (!relayed.committed()) {
      relayed.commit(AnswerFields.of(head, ResponseHead.UNKNOWN_LENGTH));
      send(held.take());
    }
  }

  @Override
  public void end() {
    attempt.settle();
    StreamTail tail = StreamTail.of(cutter, reader);
    if (reader.failed() && !relayed.committed()) {
      tail.release();
      refuse();
    } else if (reader.terminal() || reader.failed()) {
      finish(tail);
    } else {
      tail.release();
      fail(brokenOff());
    }
  }

  private void finish(StreamTail tail) {
    holdingEnds.forget();
    if (!relayed.committed()) {
      relayed.commit(AnswerFields.of(head, ResponseHead.UNKNOWN_LENGTH));
      relayed.body(held.take(), () -> {});
    }
    relayed.body(tail.bytes(), () -> {});
    held.release();
    if (!reader.failed()) {
      relayed.ended(Outcome.OK, Evidence.SUCCESS);
    } else if (reader.callerFault()) {
      relayed.ended(Outcome.CLIENT_ERROR, Evidence.REJECTION);
    } else {
      relayed.ended(Outcome.STREAM_BROKEN, Evidence.FAILURE);
    }
  }

  @Override
  public void failed(Fault fault) {
    attempt.abandon();
    if (reader.terminal() || reader.failed() && relayed.committed()) {
      finish(StreamTail.of(cutter, reader));
    } else {
      fail(fault);
    }
  }

  /** Ends the attempt with a fault, told apart by whether the caller has seen anything. */
  private void fail(Fault fault) {
    discard();
    if (relayed.committed()) {
      relayed.broke(fault, Evidence.FAILURE);
    } else {
      relayed.failed(Failure.of(beforeCommit(fault), Evidence.FAILURE));
    }
  }

  private static Fault beforeCommit(Fault fault) {
    return switch (fault.kind()) {
      case STREAM_SILENT -> Fault.of(FaultKind.BODY_TIMEOUT, fault.cause());
      case STREAM_BROKEN_OFF, STREAM_ERROR_EVENT -> Fault.of(FaultKind.STREAM_EMPTY, fault.cause());
      default -> fault;
    };
  }

  /** The stream began with an error; nothing of it has gone to the caller. */
  private void refuse() {
    refused = true;
    attempt.abandon();
    discard();
    boolean callers = reader.callerFault();
    relayed.failed(
        Failure.of(
            Faults.at(
                attempt.provider(),
                callers ? FaultKind.STREAM_CALLER_FAULT : FaultKind.STREAM_EMPTY,
                "the stream was an error from its beginning",
                callers ? "mend the request" : "look at the provider's status page"),
            callers ? Evidence.REJECTION : Evidence.FAILURE));
  }

  private Fault brokenOff() {
    return Faults.at(
        attempt.provider(),
        FaultKind.STREAM_BROKEN_OFF,
        "the stream ended before its last event",
        "send the request again");
  }

  @Override
  public void discard() {
    holdingEnds.forget();
    held.release();
    cutter.release();
  }

  private static int cutterLimit() {
    return EventCutter.DEFAULT_MAX_EVENT_BYTES;
  }
}
