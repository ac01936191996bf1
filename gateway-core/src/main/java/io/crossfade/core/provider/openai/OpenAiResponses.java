package io.crossfade.core.provider.openai;

import static io.crossfade.core.provider.openai.OpenAiRequests.DIALECT;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatResponse;
import io.crossfade.core.chat.ChatResponse.Choice;
import io.crossfade.core.chat.Citation;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Finish;
import io.crossfade.core.chat.Marks;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Usage;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.ResponseReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole {@code chat.completion}. Source: OpenAI API reference, "The chat completion
 * object".
 */
public final class OpenAiResponses implements ResponseReader {
  private static final Set<String> KNOWN =
      Set.of("id", "object", "created", "model", "choices", "usage");
  private static final Set<String> KNOWN_CHOICE =
      Set.of("index", "message", "finish_reason", "logprobs");
  private static final Set<String> KNOWN_MESSAGE =
      Set.of(
          "role",
          "content",
          "refusal",
          "tool_calls",
          "annotations",
          "reasoning_content",
          "reasoning",
          "reasoning_details");

  @Override
  public Map<String, Finish.Reason> finishReasons() {
    return OpenAiFinish.REASONS;
  }

  @Override
  public Result<ChatResponse> read(ObjectNode body) {
    JsonNode choices = body.path("choices");
    if (!choices.isArray() || choices.isEmpty()) {
      return Result.err(noAnswer());
    }
    for (JsonNode choice : choices) {
      if (OpenAiErrors.failed(choice)) {
        return Result.err(OpenAiErrors.inChoice());
      }
    }
    List<Choice> read = new ArrayList<>(choices.size());
    choices.forEach(choice -> read.add(choice(choice)));
    return Result.ok(
        new ChatResponse(
            body.path("id").asText(),
            body.path("model").asText(),
            body.path("created").asLong(),
            read,
            requireNonNullElse(OpenAiUsage.of(body), Usage.UNKNOWN),
            Extras.beyond(KNOWN, body, DIALECT)));
  }

  private static Choice choice(JsonNode choice) {
    JsonNode message = choice.path("message");
    Extras extras = Extras.beyond(KNOWN_CHOICE, choice, DIALECT);
    Extras more = Extras.beyond(KNOWN_MESSAGE, message, DIALECT);
    if (!more.isEmpty()) {
      ObjectNode rest = JsonTrees.object();
      more.into(rest, DIALECT);
      extras = extras.and(DIALECT, "message", rest);
    }
    JsonNode logprobs = choice.path("logprobs");
    return new Choice(
        choice.path("index").asInt(),
        content(message),
        OpenAiFinish.read(choice.path("finish_reason").asText(), Extras.NONE),
        logprobs.isObject() ? logprobs : null,
        extras);
  }

  private static List<Part> content(JsonNode message) {
    List<Part> parts = new ArrayList<>();
    String thought = OpenAiContent.thought(message);
    if (!thought.isEmpty()) {
      parts.add(new Part.Reasoning(thought, null, false, Marks.NONE));
    }
    String text = message.path("content").asText("");
    parts.addAll(OpenAiContent.listed(message.path("content")));
    if (message.path("content").isTextual() && !(text.isEmpty() && saysMore(message))) {
      parts.add(new Part.Text(text, citations(message.path("annotations")), Marks.NONE));
    }
    if (message.path("refusal").isTextual()) {
      parts.add(new Part.Refusal(message.path("refusal").asText()));
    }
    message.path("tool_calls").forEach(call -> parts.add(call(call)));
    return parts;
  }

  private static boolean saysMore(JsonNode message) {
    return !message.path("tool_calls").isEmpty() || message.path("refusal").isTextual();
  }

  private static List<Citation> citations(JsonNode annotations) {
    List<Citation> citations = new ArrayList<>(annotations.size());
    annotations.forEach(annotation -> citations.add(citation(annotation)));
    return citations;
  }

  static Citation citation(JsonNode annotation) {
    JsonNode web = annotation.path("url_citation");
    return new Citation(
        text(web.path("url")),
        text(web.path("title")),
        null,
        Extras.beyond(Set.of(), annotation, DIALECT));
  }

  private static @Nullable String text(JsonNode value) {
    return value.isTextual() ? value.asText() : null;
  }

  private static Part call(JsonNode call) {
    JsonNode function = call.path("function");
    return function.isObject()
        ? new Part.ToolCall(
            call.path("id").asText(),
            function.path("name").asText(),
            arguments(function.path("arguments")))
        : new Part.Opaque(DIALECT, "tool_calls", call);
  }

  /** A text by the book; some who imitate OpenAI send the object itself. */
  static String arguments(JsonNode arguments) {
    return arguments.isTextual()
        ? arguments.asText()
        : arguments.isObject() ? arguments.toString() : "";
  }

  private static Fault noAnswer() {
    return Fault.of(
        FaultKind.BAD_RESPONSE,
        "the body has no field \"choices\"",
        "provider's answer",
        "try again later");
  }
}
