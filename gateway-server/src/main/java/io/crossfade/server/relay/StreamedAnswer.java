package io.crossfade.server.relay;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.crossfade.core.fault.ErrorStory;
import io.crossfade.core.fault.Evidence;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.Outcome;
import io.crossfade.core.fault.SecretMask;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.core.json.BodyFacts;
import io.crossfade.core.sse.EventCutter;
import io.crossfade.core.usage.Usage;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.core.wire.StreamReader;
import io.crossfade.core.wire.StreamReader.Sign;
import io.crossfade.core.wire.StreamReaders;
import io.crossfade.server.provider.AnswerFields;
import io.crossfade.server.provider.Redaction;
import io.crossfade.server.usage.Usages;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * A stream of events: passed on event by event, held only while another attempt could still answer
 * instead, and watched for its first token, its errors and its proper end.
 *
 * <p>Only whole events go out, so a stream that breaks off in the middle of one leaves the caller
 * at an event's end, where the error event can follow.
 */
final class StreamedAnswer implements Answer {
  private static final int MAX_EVENT_BYTES = EventCutter.DEFAULT_MAX_EVENT_BYTES;

  private final Attempt attempt;
  private final RelayedCall relayed;
  private final EventCutter cutter = new EventCutter(MAX_EVENT_BYTES);
  private final StreamReader reader;
  private final StreamOut out;
  private final boolean untilContent;
  private long events;
  private int eventBytes;
  private final boolean hidesUsage;
  private ByteBuf kept = Unpooled.EMPTY_BUFFER;
  private boolean due;
  private boolean over;

  StreamedAnswer(Attempt attempt, ResponseHead head) {
    this.attempt = attempt;
    this.relayed = attempt.relayed();
    this.reader =
        StreamReaders.of(
            attempt.call().endpoint(), requireNonNullElse(attempt.call().facts(), BodyFacts.NONE));
    this.untilContent = relayed.canFallBack();
    this.hidesUsage = attempt.provider().asksUsageOf(attempt.call());
    this.out =
        new StreamOut(
            attempt,
            2 * MAX_EVENT_BYTES,
            () -> AnswerFields.of(head, ResponseHead.UNKNOWN_LENGTH, attempt.provider()));
  }

  @Override
  public void piece(ByteBuf piece) {
    cutter.add(piece);
    readEvents();
    if (over) {
      return;
    }
    Fault tooLarge = cutter.fault();
    if (tooLarge != null) {
      failed(tooLarge);
    } else {
      out.pass(whole(), due);
    }
  }

  /** The events so far that go to the caller. */
  private ByteBuf whole() {
    ByteBuf events = cutter.take();
    ByteBuf before = kept;
    kept = Unpooled.EMPTY_BUFFER;
    if (before.isReadable()) {
      return Unpooled.wrappedBuffer(before, events);
    }
    before.release();
    return events;
  }

  /** Leaves out the last event, which only we have asked for. */
  private void hide() {
    ByteBuf events = whole();
    kept = events.readRetainedSlice(events.readableBytes() - eventBytes);
    events.release();
  }

  /** Reads the events that are complete. */
  private void readEvents() {
    int left = cutter.restBytes();
    while (!over && cutter.next()) {
      eventBytes = left - cutter.restBytes();
      left = cutter.restBytes();
      if (cutter.data().isReadable()) {
        attempt.begun();
        events++;
        Sign sign = reader.read(cutter.name(), cutter.data());
        note(sign);
        if (hidesUsage && sign == Sign.OTHER && reader.isUsageAlone()) {
          hide();
        }
      }
    }
  }

  private void note(Sign sign) {
    if (sign == Sign.CONTENT) {
      attempt.call().trace().firstToken(relayed.nanos());
    }
    Fault fault = reader.fault();
    if (sign == Sign.ERROR && fault != null) {
      reported(fault);
    }
    due |= untilContent ? sign == Sign.CONTENT || sign == Sign.FINISH : reader.sawAnyEvent();
  }

  private void reported(Fault fault) {
    if (!due && !relayed.committed()) {
      refuse();
    } else if (attempt.call().endpoint().kind() != Endpoint.Kind.RESPONSES) {
      endWith(fault);
    }
    // OpenAI's responses go on: after the error comes response.failed, which its SDKs wait for.
  }

  /** The provider's own error event is the last one, whatever he sends behind it. */
  private void endWith(Fault reported) {
    boolean readable = inCallersShape(cutter.data());
    pass(whole(), eventBytes);
    attempt.abandon();
    discard();
    if (!readable) {
      out.tell(reported, events);
    }
    relayed.ended(reported.kind().outcome(), reported.kind().evidence());
  }

  /** Whole events, the last of which may name credentials. */
  private void pass(ByteBuf whole, int lastBytes) {
    out.open();
    out.last(whole.readRetainedSlice(whole.readableBytes() - lastBytes));
    out.last(Redaction.hide(SecretMask.mask(whole), attempt.provider()));
  }

  @Override
  public void end() {
    attempt.settle();
    StreamTail tail = StreamTail.of(cutter, reader);
    if (reader.terminal() || (relayed.committed() && reader.fault() != null)) {
      finish(tail);
    } else if (reader.fault() != null) {
      tail.bytes().release();
      refuse();
    } else {
      tail.bytes().release();
      fail(StreamFailures.brokenOff(attempt.provider()));
    }
  }

  private void finish(StreamTail tail) {
    out.open();
    out.last(tail.bytes());
    discard();
    Fault reported = reader.fault();
    if (reported == null) {
      relayed.ended(Outcome.OK, Evidence.SUCCESS);
    } else {
      relayed.ended(reported.kind().outcome(), reported.kind().evidence());
    }
  }

  /** Whatever ends the connection after the answer is whole is a good end. */
  @Override
  public void failed(Fault fault) {
    attempt.abandon();
    if (reader.terminal() || (relayed.committed() && reader.fault() != null)) {
      finish(StreamTail.of(cutter, reader));
    } else {
      fail(fault);
    }
  }

  private void fail(Fault fault) {
    discard();
    out.fail(fault, events);
  }

  private void refuse() {
    Fault reported = requireNonNull(reader.fault(), "a stream is refused for the error in it");
    attempt.abandon();
    discard();
    out.refuse(reported);
  }

  /** Whether an error event says what has happened in the words of the caller's own SDK. */
  private boolean inCallersShape(ByteBuf data) {
    Endpoint endpoint = attempt.call().endpoint();
    return endpoint.kind() == Endpoint.Kind.RESPONSES
        || ErrorStory.read(data).shape() == endpoint.wire().errorShape();
  }

  @Override
  public Usage usage() {
    return Usages.ofStream(attempt.call(), reader);
  }

  @Override
  public void discard() {
    over = true;
    out.close();
    cutter.release();
    kept.release();
    kept = Unpooled.EMPTY_BUFFER;
  }
}
