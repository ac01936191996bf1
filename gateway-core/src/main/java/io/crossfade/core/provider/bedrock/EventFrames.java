package io.crossfade.core.provider.bedrock;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.sse.EventCutter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import software.amazon.eventstream.Message;

/**
 * Cuts {@code application/vnd.amazon.eventstream} into its messages, however it is cut. AWS's own
 * decoder takes each whole message apart; the one it has for streams would keep 2 MB for each.
 * Source: Amazon Transcribe Developer Guide, "Event stream encoding".
 */
final class EventFrames {
  /** A message's length, its headers' length, and the checksum of both. */
  private static final int PRELUDE_BYTES = 12;

  private static final int LENGTHS_BYTES = 8;
  private static final int LEAST_BYTES = PRELUDE_BYTES + 4;

  /** As large as an event may be in any other stream. */
  static final int MAX_BYTES = EventCutter.DEFAULT_MAX_EVENT_BYTES;

  private final ByteBuf held = Unpooled.buffer(0);
  private @Nullable Fault fault;

  /** Adds what came; {@code piece} is released. */
  void add(ByteBuf piece) {
    held.discardReadBytes();
    held.writeBytes(piece);
    piece.release();
  }

  /** The next whole message, or null when there is none yet or none any more. */
  @Nullable Message next() {
    if (fault != null || held.readableBytes() < PRELUDE_BYTES) {
      return null;
    }
    long length = held.getUnsignedInt(held.readerIndex());
    if (!preludeIsIntact() || length < LEAST_BYTES) {
      fault = broken("was damaged on its way");
    } else if (length > MAX_BYTES) {
      fault = broken("was larger than %d MB".formatted(MAX_BYTES >> 20));
    } else if (held.readableBytes() >= length) {
      return decoded((int) length);
    }
    return null;
  }

  /** A damaged length must not have us wait for bytes that never come. */
  private boolean preludeIsIntact() {
    CRC32 sum = new CRC32();
    sum.update(held.nioBuffer(held.readerIndex(), LENGTHS_BYTES));
    return sum.getValue() == held.getUnsignedInt(held.readerIndex() + LENGTHS_BYTES);
  }

  private @Nullable Message decoded(int length) {
    try {
      Message message = Message.decode(held.nioBuffer(held.readerIndex(), length));
      held.skipBytes(length);
      return message;
    } catch (RuntimeException unreadable) {
      // The decoder tells of bytes it cannot read by whatever exception they lead it to.
      fault = broken("was damaged on its way");
      return null;
    }
  }

  /** Why no more messages can be read, or null while they can. */
  @Nullable Fault fault() {
    return fault;
  }

  void release() {
    held.release();
  }

  private static Fault broken(String how) {
    return Fault.of(
        FaultKind.STREAM_BROKEN_OFF,
        "a message of the stream " + how,
        "provider's stream",
        "try again later");
  }
}
