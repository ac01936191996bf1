package io.crossfade.loadtest.provider;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.crossfade.loadtest.http.Script;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;

/** A provider's answers as bytes on the wire, made once and shared by its connections. */
final class Answers {
  private static final byte[] LINE = "\r\n".getBytes(US_ASCII);
  private static final byte[] LAST = "0\r\n\r\n".getBytes(US_ASCII);

  private final ByteBuf whole;
  private final ByteBuf streamHead;
  private final ByteBuf streamEnd;
  private final ByteBuf unknown;
  private final byte[] eventStart;
  private final byte[] eventEnd;
  private final byte[] eventSize;

  Answers(Script script) {
    whole = kept(script.wholeHead(), script.body());
    streamHead = kept(script.streamHead());
    byte[] tail = script.tail();
    streamEnd = kept(size(tail.length), tail, LINE, LAST);
    unknown = kept("HTTP/1.1 422 Unknown\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
    eventStart = script.eventStart();
    eventEnd = script.eventEnd();
    eventSize = size(eventStart.length + Script.numbersLength() + eventEnd.length);
  }

  private static byte[] size(int length) {
    return (Integer.toHexString(length) + "\r\n").getBytes(US_ASCII);
  }

  private static ByteBuf kept(byte[]... parts) {
    ByteBuf kept = PooledByteBufAllocator.DEFAULT.directBuffer();
    for (byte[] part : parts) {
      kept.writeBytes(part);
    }
    return Unpooled.unreleasableBuffer(kept);
  }

  ByteBuf whole() {
    return whole.duplicate();
  }

  ByteBuf streamHead() {
    return streamHead.duplicate();
  }

  ByteBuf streamEnd() {
    return streamEnd.duplicate();
  }

  /** To a request that is none of those that were sent. */
  ByteBuf unknown() {
    return unknown.duplicate();
  }

  ByteBuf event(ByteBufAllocator allocator, int number, long nanos) {
    return allocator
        .directBuffer(512)
        .writeBytes(eventSize)
        .writeBytes(eventStart)
        .writeBytes(Script.numbers(number, nanos))
        .writeBytes(eventEnd)
        .writeBytes(LINE);
  }
}
