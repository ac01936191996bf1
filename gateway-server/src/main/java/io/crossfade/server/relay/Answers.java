package io.crossfade.server.relay;

import io.crossfade.core.http.ResponseHead;
import io.crossfade.core.wire.Endpoint;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Chooses how an answer is read by its head. */
final class Answers {
  private static final int FIRST_ERROR_STATUS = 300;

  private Answers() {}

  static Answer to(Attempt attempt, ResponseHead head) {
    if (head.status() >= FIRST_ERROR_STATUS) {
      return new RefusedAnswer(attempt, head);
    }
    if (mediaType(head).equals("text/event-stream")) {
      return new StreamedAnswer(attempt, head);
    }
    return attempt.call().endpoint().kind() == Endpoint.Kind.PASS_THROUGH
        ? new PassedAnswer(attempt, head)
        : new HeldAnswer(attempt, head);
  }

  /** The media type without its parameters, in lower case; empty when there is none. */
  static String mediaType(ResponseHead head) {
    @Nullable String type = head.headers().get("content-type");
    if (type == null) {
      return "";
    }
    int parameters = type.indexOf(';');
    return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }
}
