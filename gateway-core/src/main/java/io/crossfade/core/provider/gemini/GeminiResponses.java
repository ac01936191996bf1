package io.crossfade.core.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatResponse;
import io.crossfade.core.chat.ChatResponse.Choice;
import io.crossfade.core.chat.Citation;
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

/** Reads a whole answer. Source: Gemini API reference, "GenerateContentResponse". */
public final class GeminiResponses implements ResponseReader {

  @Override
  public Map<String, Finish.Reason> finishReasons() {
    return GeminiFinish.REASONS;
  }

  @Override
  public Result<ChatResponse> read(ObjectNode body) {
    List<Choice> choices = new ArrayList<>();
    String id = body.path("responseId").asText();
    body.path("candidates").forEach(candidate -> choices.add(choice(candidate, id)));
    String blocked = GeminiAnswers.blocked(body);
    if (choices.isEmpty() && !blocked.isEmpty()) {
      choices.add(nothingSaid(blocked, body));
    }
    return choices.isEmpty()
        ? Result.err(noAnswer())
        : Result.ok(
            new ChatResponse(
                id,
                GeminiAnswers.model(body),
                GeminiAnswers.created(body),
                choices,
                GeminiUsage.of(body),
                GeminiAnswers.extras(body)));
  }

  private static Choice choice(JsonNode candidate, String id) {
    List<Part> content = content(candidate, id);
    boolean called = content.stream().anyMatch(Part.ToolCall.class::isInstance);
    return new Choice(
        candidate.path("index").asInt(),
        content,
        GeminiFinish.read(candidate.path("finishReason").asText(), called, Extras.NONE),
        GeminiLogprobs.of(candidate),
        GeminiAnswers.ofCandidate(candidate));
  }

  private static List<Part> content(JsonNode candidate, String id) {
    List<Part> parts = new ArrayList<>();
    int calls = 0;
    for (JsonNode part : candidate.path("content").path("parts")) {
      if (part.has("functionCall")) {
        addCall(part, GeminiAnswers.call(part, id, calls++), parts);
      } else {
        addSaid(part, parts);
      }
    }
    cite(parts, GeminiSources.of(candidate));
    return parts;
  }

  private static void addCall(JsonNode part, Part.ToolCall call, List<Part> parts) {
    Part seal = GeminiAnswers.seal(part);
    if (seal != null) {
      parts.add(seal);
    }
    JsonNode arguments = part.path("functionCall").path("args");
    parts.add(
        new Part.ToolCall(
            call.id(),
            call.name(),
            arguments.isObject() ? arguments.toString() : "{}",
            null,
            call.marks()));
  }

  private static void addSaid(JsonNode part, List<Part> parts) {
    Part said = GeminiAnswers.part(part);
    boolean text = said instanceof Part.Text;
    if (!(said instanceof Part.Text words && words.text().isEmpty())) {
      parts.add(said);
    }
    Part seal = text ? GeminiAnswers.seal(part) : null;
    if (seal != null) {
      parts.add(seal);
    }
  }

  /** Passages are told by their place in the whole answer, so its last text takes them. */
  private static void cite(List<Part> parts, List<Citation> citations) {
    for (int at = parts.size() - 1; at >= 0 && !citations.isEmpty(); at--) {
      if (parts.get(at) instanceof Part.Text text) {
        parts.set(at, new Part.Text(text.text(), citations, text.marks()));
        return;
      }
    }
  }

  private static Choice nothingSaid(String blocked, ObjectNode body) {
    return new Choice(
        0,
        List.of(),
        GeminiFinish.blocked(blocked, Extras.NONE),
        null,
        GeminiAnswers.feedback(body));
  }

  private static Fault noAnswer() {
    return Fault.of(
        FaultKind.BAD_RESPONSE,
        "the body has no field \"candidates\", and no reason why",
        "provider's answer",
        "try again later");
  }
}
