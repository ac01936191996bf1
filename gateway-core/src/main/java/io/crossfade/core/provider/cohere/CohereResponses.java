package io.crossfade.core.provider.cohere;

import static io.crossfade.core.provider.cohere.CohereRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatResponse;
import io.crossfade.core.chat.ChatResponse.Choice;
import io.crossfade.core.chat.Citation;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Finish;
import io.crossfade.core.chat.Marks;
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
 * Reads a whole answer, which names no model. What the model means to do with tools is text ahead
 * of its calls. Source: Cohere API reference, "Chat".
 */
public final class CohereResponses implements ResponseReader {
  private static final Set<String> KNOWN = Set.of("id", "message", "finish_reason", "usage");

  @Override
  public Map<String, Finish.Reason> finishReasons() {
    return CohereFinish.REASONS;
  }

  @Override
  public Result<ChatResponse> read(ObjectNode body) {
    JsonNode message = body.path("message");
    if (CohereFinish.failed(body)) {
      return Result.err(CohereErrors.inAnswer(body));
    }
    if (!message.isObject()) {
      return Result.err(noAnswer());
    }
    return Result.ok(
        new ChatResponse(
            body.path("id").asText(),
            "",
            0,
            List.of(new Choice(0, content(message), CohereFinish.read(body), null, Extras.NONE)),
            CohereUsage.of(body),
            Extras.beyond(KNOWN, body, DIALECT)));
  }

  private static List<Part> content(JsonNode message) {
    List<Part> parts = new ArrayList<>();
    String plan = message.path("tool_plan").asText("");
    List<Citation> citations = CohereSources.read(message.path("citations"));
    for (JsonNode block : message.path("content")) {
      Part part = block(block, citations);
      citations = part instanceof Part.Text ? List.of() : citations;
      parts.add(part);
    }
    if (!plan.isEmpty()) {
      parts.add(new Part.Text(plan));
    }
    message.path("tool_calls").forEach(call -> parts.add(call(call)));
    return parts;
  }

  /** A block of the content; its citations are the first text's. */
  private static Part block(JsonNode block, List<Citation> citations) {
    String type = block.path("type").asText();
    return switch (type) {
      case "text" -> new Part.Text(block.path("text").asText(), citations, Marks.NONE);
      case "thinking" ->
          new Part.Reasoning(block.path("thinking").asText(), null, false, Marks.NONE);
      default -> new Part.Opaque(DIALECT, type, block);
    };
  }

  static Part.ToolCall call(JsonNode call) {
    JsonNode function = call.path("function");
    String arguments = function.path("arguments").asText("");
    return new Part.ToolCall(
        call.path("id").asText(),
        function.path("name").asText(),
        arguments.isEmpty() ? "{}" : arguments);
  }

  private static Fault noAnswer() {
    return Fault.of(
        FaultKind.BAD_RESPONSE,
        "the body has no field \"message\"",
        "provider's answer",
        "try again later");
  }
}
