package io.crossfade.core.embedding;

import io.crossfade.core.json.JsonCursor;
import io.crossfade.core.json.JsonCursor.Token;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Base64;

/** Writes a vector as callers want it, from the digits its provider gave. */
public final class Numbers {
  private Numbers() {}

  /** Appends the JSON list without white space; no number is read, so none loses a digit. */
  public static void list(ByteBuf vector, ByteBuf out) {
    vector.forEachByte(
        b -> {
          if (b > ' ') {
            out.writeByte(b);
          }
          return true;
        });
  }

  /** Appends a JSON string: the numbers as 32-bit ones, lowest byte first, in base64. */
  public static void base64(ByteBuf vector, ByteBuf out) {
    ByteBuf bytes = Unpooled.buffer();
    try (JsonCursor cursor = JsonCursor.over(vector)) {
      cursor.next();
      while (cursor.next() == Token.NUMBER) {
        bytes.writeFloatLE(Float.parseFloat(cursor.text()));
      }
    }
    out.writeByte('"');
    out.writeBytes(Base64.getEncoder().encode(ByteBufUtil.getBytes(bytes)));
    out.writeByte('"');
  }
}
