package io.crossfade.core.wire;

import io.crossfade.core.json.JsonCursor;
import io.netty.buffer.ByteBuf;

/** Reads streams of OpenAI's responses: every event says its type in its data. */
final class ResponsesStreamReader extends EventReader {
  private final JsonCursor cursor = new JsonCursor();
  private boolean terminal;
  private long deltas;

  @Override
  Sign readEvent(ByteBuf name, ByteBuf data) {
    try (JsonCursor event = cursor.open(data)) {
      return sign(EventType.of(event), data);
    }
  }

  @Override
  public boolean terminal() {
    return terminal;
  }

  /** One for each piece; what is said again when it is whole does not count twice. */
  @Override
  public long tokensSeen() {
    return deltas;
  }

  private Sign sign(String type, ByteBuf data) {
    deltas += type.endsWith(".delta") ? 1 : 0;
    return switch (type) {
      case "error" -> Sign.ERROR;
      case "response.failed" -> end(Sign.ERROR, data);
      case "response.completed", "response.incomplete" -> end(Sign.FINISH, data);
      case "response.created", "response.in_progress", "response.queued" -> Sign.PRELUDE;
      default -> isContent(type) ? Sign.CONTENT : outsideContent();
    };
  }

  /** Pieces of text, reasoning, refusals, arguments, code, audio and pictures. */
  private static boolean isContent(String type) {
    return type.endsWith(".delta") || type.endsWith(".partial_image") || type.endsWith(".done");
  }

  private Sign outsideContent() {
    return sawContent() ? Sign.OTHER : Sign.PRELUDE;
  }

  private Sign end(Sign sign, ByteBuf data) {
    cursor.open(data).next();
    readUsageIn(cursor, "response");
    terminal = true;
    return sign;
  }
}
