package io.crossfade.core.http;

import io.netty.buffer.ByteBuf;

/**
 * A body held whole, so that it can be sent more than once.
 *
 * @param bytes owned by the layer that holds the body, released by it when the call has ended;
 *     readers get retained duplicates
 */
public record HeldBody(ByteBuf bytes) implements RequestBody {

  @Override
  public long length() {
    return bytes.readableBytes();
  }

  @Override
  public void readInto(Reader reader) {
    if (bytes.isReadable()) {
      reader.piece(bytes.retainedDuplicate(), reader::end);
    } else {
      reader.end();
    }
  }
}
