package io.crossfade.core.sse;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into server-sent events, wherever its reads are cut, and gives the bytes back
 * unchanged: each byte added is taken exactly once, in order.
 *
 * <pre>{@code
 * cutter.add(chunk);
 * while (cutter.next()) { ... cutter.name() ... cutter.data() ... }
 * ByteBuf whole = cutter.take(); // the events passed since the last take
 * }</pre>
 *
 * <p>Lines end in LF, CRLF or CR, a blank line ends an event, and a byte order mark may open the
 * stream (WHATWG HTML, section 9.2.6). An event ends at the CR of its last line: the LF that may
 * follow in the next read goes with whatever is taken next. Comments and stray blank lines are
 * passed as events without data. Bytes are copied only for events that span reads, a bounded number
 * of times each. One cutter serves one stream, on one thread.
 */
public final class EventCutter {
  public static final int DEFAULT_MAX_EVENT_BYTES = 8 * 1024 * 1024;

  private static final int MIN_HELD_BYTES = 512;

  private final int maxEventBytes;
  private final EventFields fields = new EventFields();
  private ByteBuf held = Unpooled.EMPTY_BUFFER;
  private boolean growable;
  private int eventStart;
  private int cut;
  private int lineStart;
  private int scanned;
  private boolean opening = true;
  private boolean eventEnded;
  private boolean afterCr;
  private @Nullable Fault fault;

  /**
   * Starts a stream.
   *
   * @param maxEventBytes most bytes one event may take on the wire, line ends included
   */
  public EventCutter(int maxEventBytes) {
    this.maxEventBytes = maxEventBytes;
  }

  /** Adds what was read; the cutter owns {@code chunk} from here on. */
  public void add(ByteBuf chunk) {
    if (held.isReadable()) {
      append(chunk);
    } else {
      held.release();
      hold(chunk, chunk.readerIndex());
      growable = false;
    }
  }

  /**
   * Moves to the next event that is complete; false when more must be read first, or when {@link
   * #fault} says why no more will come.
   */
  public boolean next() {
    if (eventEnded) {
      fields.clear();
      eventEnded = false;
      eventStart = cut;
    }
    skipLfOfCrLf();
    while (!eventEnded && endLine()) {}
    if (scanned - eventStart > maxEventBytes) {
      fault = tooLarge();
    }
    return eventEnded && fault == null;
  }

  /** Name of the event, empty when it has none; a view that lasts until the next call. */
  public ByteBuf name() {
    return fields.name(held);
  }

  /** Data of the event, several lines joined by LF; a view that lasts until the next call. */
  public ByteBuf data() {
    return fields.data(held);
  }

  /**
   * Takes the bytes of all events passed and not yet taken, as they came; empty when there are
   * none. The caller owns them.
   */
  public ByteBuf take() {
    if (cut == held.writerIndex()) {
      return takeRest();
    }
    if (cut == held.readerIndex()) {
      return Unpooled.EMPTY_BUFFER;
    }
    ByteBuf taken = held;
    int end = cut;
    move(end, held.writerIndex() - end);
    return taken.writerIndex(end);
  }

  /** Bytes of the event that is not complete yet. */
  public int restBytes() {
    return held.writerIndex() - cut;
  }

  /** Takes all bytes not yet taken, an incomplete event's too; the caller owns them. */
  public ByteBuf takeRest() {
    ByteBuf taken = held;
    hold(Unpooled.EMPTY_BUFFER, 0);
    growable = false;
    return taken;
  }

  /** Why the stream cannot be read on: an event outgrew the limit. */
  public @Nullable Fault fault() {
    return fault;
  }

  /** Lets go of all bytes not yet taken. */
  public void release() {
    takeRest().release();
  }

  private void append(ByteBuf chunk) {
    if (!growable) {
      ByteBuf before = held;
      move(held.readerIndex(), held.readableBytes() + chunk.readableBytes());
      before.release();
    }
    held.writeBytes(chunk);
    chunk.release();
  }

  /** Copies what is held from {@code from} on to a buffer nobody else has seen. */
  private void move(int from, int bytes) {
    ByteBuf before = held;
    ByteBuf fresh = before.alloc().buffer(Math.max(MIN_HELD_BYTES, bytes));
    fresh.writeBytes(before, from, before.writerIndex() - from);
    held = fresh;
    growable = true;
    fields.shift(-from);
    eventStart = Math.max(0, eventStart - from);
    cut -= from;
    lineStart -= from;
    scanned -= from;
  }

  private void hold(ByteBuf bytes, int start) {
    held = bytes;
    eventStart = start;
    cut = start;
    lineStart = start;
    scanned = start;
  }

  /** Reads to the end of one line; false when it has not come yet. */
  private boolean endLine() {
    int end = LineEnds.find(held, scanned, held.writerIndex());
    if (end < 0) {
      scanned = held.writerIndex();
      return false;
    }
    int start = opening ? fields.afterByteOrderMark(held, lineStart, end) : lineStart;
    opening = false;
    afterCr = held.getByte(end) == '\r';
    startLine(end + 1);
    skipLfOfCrLf();
    if (start == end) {
      eventEnded = true;
      cut = lineStart;
    } else {
      fields.read(held, start, end);
    }
    return true;
  }

  private void skipLfOfCrLf() {
    if (afterCr && scanned < held.writerIndex()) {
      afterCr = false;
      if (held.getByte(scanned) == '\n') {
        boolean endsEvent = cut == scanned;
        startLine(scanned + 1);
        cut = endsEvent ? scanned : cut;
        eventStart = endsEvent ? scanned : eventStart;
      }
    }
  }

  private void startLine(int at) {
    lineStart = at;
    scanned = at;
  }

  private Fault tooLarge() {
    return Fault.of(
        FaultKind.STREAM_BROKEN_OFF,
        "an event grew past %d bytes".formatted(maxEventBytes),
        "event stream",
        "ask for a shorter answer or without streaming");
  }
}
