package io.crossfade.core.provider.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.fault.Classified;
import io.crossfade.core.fault.ErrorAnswer;
import io.crossfade.core.fault.ErrorShape;
import io.crossfade.core.fault.ErrorStory;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.ProviderErrors;
import io.crossfade.core.translate.ErrorReader;
import io.crossfade.core.translate.StreamFaults;
import java.util.Locale;

/**
 * Understands errors: a {@code message}, and sometimes an {@code error_type}. Source: Cohere,
 * "Errors (status codes and description)".
 */
public final class CohereErrors implements ErrorReader {
  /** The prompt or the answer was blocked; elsewhere this status means that it was too busy. */
  private static final int BLOCKED = 498;

  /** As other providers say it. */
  private static final int BAD_REQUEST = 400;

  @Override
  public Classified read(ErrorAnswer answer) {
    Classified read =
        ProviderErrors.classify(
            answer.status() == BLOCKED ? withStatus(answer, BAD_REQUEST) : answer);
    boolean soon = !isUsedUpForThisMonth(ErrorStory.read(answer.body()));
    return new Classified(
        read.fault(), read.retryable() && soon, read.retryAfter(), ErrorShape.OTHER, false);
  }

  private static ErrorAnswer withStatus(ErrorAnswer answer, int status) {
    return new ErrorAnswer(
        answer.provider(), status, answer.field(), answer.body(), answer.asked());
  }

  /** A trial key has so many calls a minute, and so many a month. */
  private static boolean isUsedUpForThisMonth(ErrorStory story) {
    return story.message().toLowerCase(Locale.ROOT).contains("/ month");
  }

  static Fault inStream(JsonNode event, boolean sawContent) {
    return StreamFaults.of(ErrorStory.of(event), sawContent);
  }

  /** An answer that failed while it was written, under a status of success. */
  static Fault inAnswer(ObjectNode body) {
    boolean late = body.path("finish_reason").asText().equals("TIMEOUT");
    return Fault.of(
        late ? FaultKind.PROVIDER_TIMED_OUT : FaultKind.BAD_RESPONSE,
        late
            ? "the provider ran out of time over the answer, under a status of success"
            : "the answer ends in an error, under a status of success",
        "provider's answer",
        "try again later");
  }
}
