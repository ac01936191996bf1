package io.crossfade.core.provider.bedrock;

import static io.crossfade.core.provider.bedrock.BedrockRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatResponse;
import io.crossfade.core.chat.ChatResponse.Choice;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Finish;
import io.crossfade.core.chat.Part;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.crossfade.core.translate.ResponseReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a whole answer, which says neither its id nor its model. Source: Amazon Bedrock API
 * Reference, "Converse", "Response Elements".
 */
public final class BedrockResponses implements ResponseReader {
  private static final Set<String> KNOWN =
      Set.of("output", "stopReason", "usage", "additionalModelResponseFields");

  @Override
  public Map<String, Finish.Reason> finishReasons() {
    return BedrockAnswers.REASONS;
  }

  @Override
  public Result<ChatResponse> read(ObjectNode body) {
    JsonNode blocks = body.path("output").path("message").path("content");
    if (!blocks.isArray()) {
      return Result.err(noAnswer());
    }
    List<Part> content = new ArrayList<>();
    blocks.forEach(block -> content.add(BedrockAnswers.block(block)));
    return Result.ok(
        new ChatResponse(
            "",
            "",
            0,
            List.of(new Choice(0, content, BedrockAnswers.finish(body), null, Extras.NONE)),
            BedrockAnswers.usage(body.path("usage")),
            Extras.beyond(KNOWN, body, DIALECT)));
  }

  private static Fault noAnswer() {
    return Fault.of(
        FaultKind.BAD_RESPONSE,
        "the body has no field \"output\" with a message",
        "provider's answer",
        "try again later");
  }
}
