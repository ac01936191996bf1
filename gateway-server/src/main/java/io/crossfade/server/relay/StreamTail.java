package io.crossfade.server.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.core.json.JsonCheck;
import io.crossfade.core.sse.EventCutter;
import io.crossfade.core.wire.StreamReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * What is left when a stream's bytes have ended: an event whose blank line never came, which some
 * providers leave out after their last one, and the end marker where it is missing.
 *
 * @param bytes to send as the last of the stream; owned by whoever takes the tail
 */
record StreamTail(ByteBuf bytes) {
  private static final byte[] BLANK_LINE = {'\n', '\n'};
  private static final byte[] DONE = "data: [DONE]\n\n".getBytes(UTF_8);

  /** Reads the unfinished event, if its data is whole; half an event is dropped. */
  static StreamTail of(EventCutter cutter, StreamReader reader) {
    ByteBuf rest = cutter.takeRest();
    boolean whole = rest.isReadable() && isWhole(rest, reader);
    if (!whole) {
      rest.release();
    }
    ByteBuf kept = whole ? rest : Unpooled.EMPTY_BUFFER;
    return new StreamTail(needsMarker(reader) ? marked(kept) : kept);
  }

  private static boolean isWhole(ByteBuf rest, StreamReader reader) {
    EventCutter last = new EventCutter(EventCutter.DEFAULT_MAX_EVENT_BYTES);
    last.add(Unpooled.wrappedBuffer(rest.retainedDuplicate(), Unpooled.wrappedBuffer(BLANK_LINE)));
    boolean whole = false;
    while (last.next()) {
      if (last.data().isReadable() && isData(last.data())) {
        reader.read(last.name(), last.data());
        whole = true;
      }
    }
    last.release();
    return whole;
  }

  private static boolean isData(ByteBuf data) {
    return data.toString(UTF_8).strip().equals("[DONE]") || JsonCheck.isOneDocument(data);
  }

  private static boolean needsMarker(StreamReader reader) {
    return reader.terminal()
        && reader.fault() == null
        && reader.expectsDoneMarker()
        && !reader.doneMarker();
  }

  private static ByteBuf marked(ByteBuf kept) {
    return kept.isReadable()
        ? Unpooled.wrappedBuffer(
            kept, Unpooled.wrappedBuffer(BLANK_LINE), Unpooled.wrappedBuffer(DONE))
        : Unpooled.wrappedBuffer(DONE);
  }
}
