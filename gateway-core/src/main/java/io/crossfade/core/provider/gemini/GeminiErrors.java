package io.crossfade.core.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.fault.Classified;
import io.crossfade.core.fault.ErrorAnswer;
import io.crossfade.core.fault.ErrorShape;
import io.crossfade.core.fault.ErrorStory;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.ProviderErrors;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.ErrorReader;
import io.crossfade.core.translate.StreamFaults;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Understands errors: a {@code google.rpc.Status} each, alone or as the one element of a list. A
 * bad key is a 400 here, and the time to wait stands in the body. Source: Google Cloud API Design
 * Guide, "Errors"; Gemini API, "Troubleshooting guide".
 */
public final class GeminiErrors implements ErrorReader {

  @Override
  public Classified read(ErrorAnswer answer) {
    JsonNode status = status(answer);
    Classified read = ProviderErrors.classify(status == null ? answer : with(answer, status));
    boolean soon = status == null || !isUsedUpForToday(status);
    return new Classified(
        read.fault(), read.retryable() && soon, read.retryAfter(), ErrorShape.OTHER, false);
  }

  static Fault inStream(ObjectNode chunk, boolean sawContent) {
    return StreamFaults.of(ErrorStory.of(chunk), sawContent);
  }

  private static @Nullable JsonNode status(ErrorAnswer answer) {
    JsonNode body = JsonTrees.parse(answer.body().toString(StandardCharsets.UTF_8));
    return body != null && body.isArray() ? body.path(0) : body;
  }

  private static ErrorAnswer with(ErrorAnswer answer, JsonNode status) {
    return new ErrorAnswer(
        answer.provider(),
        answer.status(),
        answer.field(),
        Unpooled.wrappedBuffer(JsonTrees.bytes(status)),
        answer.asked());
  }

  /** Google names a short wait even where the quota of a whole day is used up. */
  private static boolean isUsedUpForToday(JsonNode status) {
    for (JsonNode detail : status.path("error").path("details")) {
      for (JsonNode violation : detail.path("violations")) {
        if (violation.path("quotaId").asText().contains("PerDay")) {
          return true;
        }
      }
    }
    return false;
  }
}
