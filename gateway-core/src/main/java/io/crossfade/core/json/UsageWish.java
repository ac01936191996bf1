package io.crossfade.core.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Asks for the tokens of a stream to be counted in it, in a body that says nothing of it. */
public final class UsageWish {
  private static final byte[] WISH =
      "\"stream_options\":{\"include_usage\":true},".getBytes(US_ASCII);

  private UsageWish() {}

  /**
   * Returns the body with the wish as its first field, every other byte as it was.
   *
   * @param body an object with at least one field; stays the caller's own, and unchanged
   * @return a buffer the caller releases; it shares the body's memory
   */
  public static ByteBuf in(ByteBuf body) {
    int first = body.bytesBefore((byte) '{') + 1;
    return Unpooled.wrappedBuffer(
        body.retainedSlice(body.readerIndex(), first),
        Unpooled.wrappedBuffer(WISH),
        body.retainedSlice(body.readerIndex() + first, body.readableBytes() - first));
  }
}
