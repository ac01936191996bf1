package io.crossfade.core.provider.bedrock;

import static io.crossfade.core.provider.bedrock.BedrockRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.chat.Citation;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Finish;
import io.crossfade.core.chat.Finish.Reason;
import io.crossfade.core.chat.Marks;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Signature;
import io.crossfade.core.chat.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what whole answers and streams have in common. */
final class BedrockAnswers {
  static final Map<String, Reason> REASONS =
      Map.of(
          "end_turn", Reason.STOP,
          "stop_sequence", Reason.STOP,
          "max_tokens", Reason.LENGTH,
          "model_context_window_exceeded", Reason.LENGTH,
          "tool_use", Reason.TOOL_CALLS,
          "guardrail_intervened", Reason.CONTENT_FILTER,
          "content_filtered", Reason.CONTENT_FILTER);

  private static final Set<String> COUNTERS =
      Set.of(
          "inputTokens",
          "outputTokens",
          "totalTokens",
          "cacheReadInputTokens",
          "cacheReadInputTokenCount",
          "cacheWriteInputTokens",
          "cacheWriteInputTokenCount");

  private BedrockAnswers() {}

  /** One block; of the members of this union the one that is set names its kind. */
  static Part block(JsonNode block) {
    if (block.has("text")) {
      return new Part.Text(block.path("text").asText());
    }
    if (block.has("citationsContent")) {
      return cited(block.path("citationsContent"));
    }
    if (block.has("reasoningContent")) {
      return thought(block.path("reasoningContent"));
    }
    if (block.has("toolUse") && !isProviders(block.path("toolUse"))) {
      JsonNode call = block.path("toolUse");
      return call(call, call.path("input").toString());
    }
    return opaque(block);
  }

  /** Whether a tool call is one that the provider runs himself. */
  static boolean isProviders(JsonNode call) {
    return call.path("type").asText().equals("server_tool_use");
  }

  static Part.ToolCall call(JsonNode call, String arguments) {
    return new Part.ToolCall(
        call.path("toolUseId").asText(), call.path("name").asText(), arguments);
  }

  static Part.Opaque opaque(JsonNode block) {
    String kind = block.isObject() && !block.isEmpty() ? block.fieldNames().next() : "";
    return new Part.Opaque(DIALECT, kind, block);
  }

  private static Part.Reasoning thought(JsonNode thought) {
    if (thought.has("redactedContent")) {
      return redacted(thought);
    }
    JsonNode said = thought.path("reasoningText");
    return new Part.Reasoning(
        said.path("text").asText(), seal(said.path("signature").asText()), false, Marks.NONE);
  }

  static Part.Reasoning redacted(JsonNode thought) {
    return new Part.Reasoning("", seal(thought.path("redactedContent").asText()), true, Marks.NONE);
  }

  static @Nullable Signature seal(String value) {
    return value.isEmpty() ? null : new Signature(DIALECT, value);
  }

  private static Part.Text cited(JsonNode content) {
    StringBuilder text = new StringBuilder();
    content.path("content").forEach(piece -> text.append(piece.path("text").asText()));
    List<Citation> citations = new ArrayList<>();
    content.path("citations").forEach(citation -> citations.add(citation(citation)));
    return new Part.Text(text.toString(), citations, Marks.NONE);
  }

  static Citation citation(JsonNode citation) {
    StringBuilder quoted = new StringBuilder();
    citation.path("sourceContent").forEach(piece -> quoted.append(piece.path("text").asText()));
    return new Citation(
        words(citation.path("location").path("web").path("url")),
        words(citation.path("title")),
        quoted.isEmpty() ? null : quoted.toString(),
        Extras.beyond(Set.of(), citation, DIALECT));
  }

  private static @Nullable String words(JsonNode value) {
    return value.isTextual() ? value.asText() : null;
  }

  /**
   * Why the answer is over.
   *
   * @param from the object that has {@code stopReason}
   */
  static Finish finish(JsonNode from) {
    String word = from.path("stopReason").asText("");
    JsonNode sequence = from.path("additionalModelResponseFields").path("stop_sequence");
    return new Finish(REASONS.getOrDefault(word, Reason.OTHER), word, words(sequence), Extras.NONE);
  }

  /** Tokens spent: here the input leaves out what was read from and written to the cache. */
  static Usage usage(JsonNode usage) {
    Long fresh = count(usage.path("inputTokens"));
    Long read = count(usage.path("cacheReadInputTokens"));
    Long written = count(usage.path("cacheWriteInputTokens"));
    return new Usage(
        fresh == null ? null : fresh + Usage.orZero(read) + Usage.orZero(written),
        count(usage.path("outputTokens")),
        read,
        written,
        null,
        Extras.beyond(COUNTERS, usage, DIALECT));
  }

  private static @Nullable Long count(JsonNode value) {
    return value.isNumber() ? value.asLong() : null;
  }
}
