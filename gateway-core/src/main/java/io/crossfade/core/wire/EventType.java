package io.crossfade.core.wire;

import io.crossfade.core.json.JsonCursor;
import io.crossfade.core.json.JsonCursor.Token;

/** The {@code type} at the top of an event's data, which SDKs trust more than the event's name. */
final class EventType {
  private EventType() {}

  /** Returns the type, {@code error} for an event without one that has an error; else empty. */
  static String of(JsonCursor event) {
    if (event.next() != Token.OBJECT_START) {
      return "";
    }
    boolean error = false;
    while (event.next() == Token.KEY) {
      boolean type = event.is("type");
      boolean isError = event.is("error");
      event.next();
      if (type && event.token() == Token.STRING) {
        return event.text();
      }
      error |= isError && event.isPresent();
      event.skip();
    }
    return error ? "error" : "";
  }
}
