package io.crossfade.core.json;

import io.crossfade.core.json.JsonCursor.Token;
import io.netty.buffer.ByteBuf;

/** Whether bytes are JSON, with the strictness of {@link JsonCursor}. */
public final class JsonCheck {
  private JsonCheck() {}

  /** Whether the buffer holds exactly one document, of any type; its indexes stay as they are. */
  public static boolean isOneDocument(ByteBuf bytes) {
    try (JsonCursor cursor = JsonCursor.over(bytes)) {
      Token token = cursor.next();
      while (token != Token.END && token != Token.BAD) {
        token = cursor.next();
      }
      return token == Token.END;
    }
  }
}
