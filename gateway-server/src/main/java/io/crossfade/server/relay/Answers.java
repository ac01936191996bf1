package io.crossfade.server.relay;

import io.crossfade.core.Call;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.server.translate.Translated;
import io.crossfade.server.translate.Translation;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Chooses how an answer is read by its head. */
final class Answers {
  private static final int FIRST_ERROR_STATUS = 300;

  private Answers() {}

  /** An answer that comes compressed, though we asked for none that is, is read decoded. */
  static Answer to(Attempt attempt, ResponseHead head) {
    return DecodedAnswer.encodes(head) ? DecodedAnswer.of(attempt, head) : plain(attempt, head);
  }

  static Answer plain(Attempt attempt, ResponseHead head) {
    if (head.status() >= FIRST_ERROR_STATUS) {
      return whole(attempt, head);
    }
    Translated translation = attempt.translation();
    if (translation != null) {
      return translated(attempt, head, translation);
    }
    Call call = attempt.call();
    if (mediaType(head).equals("text/event-stream") && mayStream(call)) {
      return new StreamedAnswer(attempt, head);
    }
    return call.endpoint().kind() == Endpoint.Kind.PASS_THROUGH
        ? new PassedAnswer(attempt, head)
        : whole(attempt, head);
  }

  /**
   * A caller who asked for one document cannot read events; where nobody read his body he might.
   */
  private static boolean mayStream(Call call) {
    return call.wantsStream() || call.facts() == null || !call.endpoint().kind().needsModel();
  }

  private static Answer translated(Attempt attempt, ResponseHead head, Translated translation) {
    return translation instanceof Translation chat && chat.stream().streams(mediaType(head))
        ? new TranslatedStream(attempt, head, chat)
        : new HeldAnswer(attempt, head);
  }

  /** Read to its end before anything goes to the caller. */
  static Answer whole(Attempt attempt, ResponseHead head) {
    return head.status() >= FIRST_ERROR_STATUS
        ? new RefusedAnswer(attempt, head)
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
