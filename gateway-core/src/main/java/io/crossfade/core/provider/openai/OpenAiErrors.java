package io.crossfade.core.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.fault.Classified;
import io.crossfade.core.fault.ErrorAnswer;
import io.crossfade.core.fault.ErrorStory;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.ProviderErrors;
import io.crossfade.core.translate.ErrorReader;
import io.crossfade.core.translate.StreamFaults;

/** Understands errors of OpenAI's chat. Source: OpenAI, "Error codes". */
public final class OpenAiErrors implements ErrorReader {

  @Override
  public Classified read(ErrorAnswer answer) {
    return ProviderErrors.classify(answer);
  }

  static Fault inStream(ObjectNode chunk, boolean sawContent) {
    return StreamFaults.of(ErrorStory.of(chunk), sawContent);
  }

  /** Whether a choice of an answer or a chunk is an error, which has no other mark. */
  static boolean failed(JsonNode choice) {
    return choice.path("error").isObject() || choice.path("finish_reason").asText().equals("error");
  }

  /** OpenRouter tells in a choice that the provider behind it failed, under a status of success. */
  static Fault inChoice() {
    return Fault.of(
        FaultKind.BAD_RESPONSE,
        "a choice of the answer is an error, under a status of success",
        "provider's answer",
        "try again later");
  }
}
