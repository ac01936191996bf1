package io.crossfade.core.wire;

import io.crossfade.core.json.JsonCursor;
import io.crossfade.core.json.JsonCursor.Token;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/** Reads streams of Anthropic's messages. */
final class MessagesStreamReader extends EventReader {
  private static final ByteBuf DELTA = ascii("content_block_delta");

  private final JsonCursor cursor = new JsonCursor();
  private boolean terminal;

  @Override
  Sign readEvent(ByteBuf name, ByteBuf data) {
    if (sawContent() && ByteBufUtil.equals(name, DELTA)) {
      return Sign.CONTENT;
    }
    try (JsonCursor event = cursor.open(data)) {
      return sign(EventType.of(event), data);
    }
  }

  @Override
  public boolean terminal() {
    return terminal;
  }

  private Sign sign(String type, ByteBuf data) {
    return switch (type) {
      case "message_stop" -> stop();
      case "error" -> Sign.ERROR;
      case "content_block_delta" -> says("delta", data) ? Sign.CONTENT : Sign.PRELUDE;
      case "content_block_start" -> says("content_block", data) ? Sign.CONTENT : Sign.PRELUDE;
      case "message_delta" -> counted(Sign.FINISH, data);
      case "message_start" -> counted(Sign.PRELUDE, data);
      case "ping", "content_block_stop" -> Sign.PRELUDE;
      default -> Sign.OTHER;
    };
  }

  /** The beginning counts the prompt, the end the answer. */
  private Sign counted(Sign sign, ByteBuf data) {
    cursor.open(data).next();
    readUsageIn(cursor, "message");
    return sign;
  }

  private Sign stop() {
    terminal = true;
    return Sign.FINISH;
  }

  /** Whether the part says more than its type: a text, an id, a name; an empty text does not. */
  private boolean says(String part, ByteBuf data) {
    boolean says = false;
    cursor.open(data).next();
    while (cursor.next() == Token.KEY) {
      boolean here = cursor.is(part);
      if (cursor.next() == Token.OBJECT_START && here) {
        says |= partSays();
      } else {
        cursor.skip();
      }
    }
    return says;
  }

  private boolean partSays() {
    boolean says = false;
    while (cursor.next() == Token.KEY) {
      boolean type = cursor.is("type");
      cursor.next();
      says |= !type && cursor.isPresent();
      cursor.skip();
    }
    return says;
  }
}
