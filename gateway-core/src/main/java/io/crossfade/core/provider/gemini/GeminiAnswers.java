package io.crossfade.core.provider.gemini;

import static io.crossfade.core.provider.gemini.GeminiRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Marks;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Signature;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what whole answers and the chunks of streams have in common. */
final class GeminiAnswers {
  static final Set<String> KNOWN =
      Set.of(
          "candidates",
          "usageMetadata",
          "modelVersion",
          "responseId",
          "createTime",
          "promptFeedback");
  private static final Set<String> KNOWN_CANDIDATE =
      Set.of("index", "content", "finishReason", "logprobsResult");
  private static final Set<String> KNOWN_PART = Set.of("text", "thought", "thoughtSignature");
  private static final Set<String> KNOWN_CALL = Set.of("functionCall", "thoughtSignature");
  private static final String FOLDER = "models/";

  private GeminiAnswers() {}

  /** The model, which some versions of the API name with its folder. */
  static String model(JsonNode body) {
    String name = body.path("modelVersion").asText();
    return name.startsWith(FOLDER) ? name.substring(FOLDER.length()) : name;
  }

  /** Unix time in seconds, or 0 when the answer does not say. */
  static long created(JsonNode body) {
    try {
      return Instant.parse(body.path("createTime").asText()).getEpochSecond();
    } catch (DateTimeParseException e) {
      return 0;
    }
  }

  /** Fields of the answer that only this dialect knows. */
  static Extras extras(JsonNode body) {
    return Extras.beyond(KNOWN, body, DIALECT);
  }

  /** Fields of one candidate that only this dialect knows; empty objects say nothing. */
  static Extras ofCandidate(JsonNode candidate) {
    Extras all = Extras.beyond(KNOWN_CANDIDATE, candidate, DIALECT);
    return all.fields().values().stream().allMatch(each -> each.isObject() && each.isEmpty())
        ? Extras.NONE
        : all;
  }

  /** Why the prompt itself was refused; empty when it was not. */
  static String blocked(JsonNode body) {
    return body.path("promptFeedback").path("blockReason").asText("");
  }

  /** What was said about the prompt. */
  static Extras feedback(JsonNode body) {
    return Extras.of(DIALECT, "promptFeedback", body.path("promptFeedback"));
  }

  /** A part that is no tool call. */
  static Part part(JsonNode part) {
    if (!part.path("text").isTextual()) {
      return new Part.Opaque(DIALECT, type(part), part);
    }
    String text = part.path("text").asText();
    Marks marks = Marks.of(Extras.beyond(KNOWN_PART, part, DIALECT));
    return part.path("thought").asBoolean()
        ? new Part.Reasoning(text, signature(part), false, marks)
        : new Part.Text(text, List.of(), marks);
  }

  private static String type(JsonNode part) {
    return part.fieldNames().hasNext() ? part.fieldNames().next() : "part";
  }

  /**
   * A tool call without its arguments.
   *
   * @param answer id of the answer, for calls that have none of their own
   * @param number of the call in the answer
   */
  static Part.ToolCall call(JsonNode part, String answer, int number) {
    JsonNode call = part.path("functionCall");
    String own = call.path("id").asText("");
    return new Part.ToolCall(
        own.isEmpty() ? "call_%s_%d".formatted(answer, number) : own,
        call.path("name").asText(),
        "",
        null,
        Marks.of(Extras.beyond(KNOWN_CALL, part, DIALECT)));
  }

  /**
   * The seal of a text or a tool call as a hidden thought beside it, where all wires carry it, or
   * null when the part has none.
   */
  static Part.@Nullable Reasoning seal(JsonNode part) {
    Signature signature = signature(part);
    return signature == null ? null : new Part.Reasoning("", signature, true, Marks.NONE);
  }

  private static @Nullable Signature signature(JsonNode part) {
    String seal = part.path("thoughtSignature").asText("");
    return seal.isEmpty() ? null : new Signature(DIALECT, seal);
  }
}
