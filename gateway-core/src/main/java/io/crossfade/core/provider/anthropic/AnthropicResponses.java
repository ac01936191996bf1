package io.crossfade.core.provider.anthropic;

import static io.crossfade.core.provider.anthropic.AnthropicRequests.DIALECT;

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

/** Reads a whole message. Source: Anthropic API reference, "Create a Message". */
public final class AnthropicResponses implements ResponseReader {
  private static final Set<String> KNOWN =
      Set.of("id", "type", "role", "model", "content", "stop_reason", "stop_sequence", "usage");

  @Override
  public Map<String, Finish.Reason> finishReasons() {
    return AnthropicFinish.REASONS;
  }

  @Override
  public Result<ChatResponse> read(ObjectNode body) {
    if (!body.path("content").isArray()) {
      return Result.err(noAnswer());
    }
    List<Part> content = new ArrayList<>();
    body.path("content").forEach(block -> content.add(AnthropicBlocks.read(block)));
    return Result.ok(
        new ChatResponse(
            body.path("id").asText(),
            body.path("model").asText(),
            0,
            List.of(
                new Choice(0, content, AnthropicFinish.read(body, Extras.NONE), null, Extras.NONE)),
            AnthropicUsage.read(body.path("usage")),
            Extras.beyond(KNOWN, body, DIALECT)));
  }

  private static Fault noAnswer() {
    return Fault.of(
        FaultKind.BAD_RESPONSE,
        "the body has no field \"content\"",
        "provider's answer",
        "try again later");
  }
}
