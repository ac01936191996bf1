package io.crossfade.core.provider.openai;

import static io.crossfade.core.provider.openai.OpenAiRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.chat.Marks;
import io.crossfade.core.chat.Part;
import java.util.ArrayList;
import java.util.List;

/** Reads what a message or a delta says in forms that OpenAI itself does not use. */
final class OpenAiContent {
  private OpenAiContent() {}

  /** The parts of a content that is a list, as Mistral's is where its models think. */
  static List<Part> listed(JsonNode content) {
    if (!content.isArray()) {
      return List.of();
    }
    List<Part> parts = new ArrayList<>(content.size());
    content.forEach(part -> parts.add(part(part)));
    return parts;
  }

  private static Part part(JsonNode part) {
    return switch (part.path("type").asText()) {
      case "text" -> new Part.Text(part.path("text").asText());
      case "thinking" ->
          new Part.Reasoning(joined(part.path("thinking"), "text"), null, false, Marks.NONE);
      default -> new Part.Opaque(DIALECT, part.path("type").asText(), part);
    };
  }

  /**
   * The thought, by whichever of the names in use: {@code reasoning_content}, {@code reasoning}, or
   * only {@code reasoning_details}. Some send two of them, with the same words. Empty for none.
   */
  static String thought(JsonNode message) {
    for (String name : List.of("reasoning_content", "reasoning")) {
      if (!message.path(name).asText("").isEmpty()) {
        return message.path(name).asText();
      }
    }
    JsonNode details = message.path("reasoning_details");
    return joined(details, "text") + joined(details, "summary");
  }

  private static String joined(JsonNode list, String field) {
    StringBuilder joined = new StringBuilder();
    list.forEach(each -> joined.append(each.path(field).asText("")));
    return joined.toString();
  }
}
