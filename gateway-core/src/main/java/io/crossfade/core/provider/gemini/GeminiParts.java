package io.crossfade.core.provider.gemini;

import static io.crossfade.core.provider.gemini.GeminiRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Media;
import io.crossfade.core.chat.Part;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints what is said or shown; empty texts, which are refused, are left out. */
record GeminiParts(Losses losses) {

  /** Types of what lies behind an address, which must be named, by the ending of its path. */
  private static final Map<String, String> TYPES =
      Map.of(
          "png", "image/png",
          "webp", "image/webp",
          "gif", "image/gif",
          "heic", "image/heic",
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "pdf", "application/pdf",
          "txt", "text/plain",
          "mp3", "audio/mp3",
          "wav", "audio/wav");

  ArrayNode all(List<Part> content) {
    ArrayNode printed = JsonTrees.object().arrayNode();
    content.forEach(part -> add(part, printed));
    return printed;
  }

  void add(Part part, ArrayNode to) {
    JsonNode printed = print(part);
    if (printed instanceof ObjectNode own) {
      part.marks().extras().into(own, DIALECT);
    }
    if (printed != null) {
      to.add(printed);
    }
  }

  private @Nullable JsonNode print(Part part) {
    return switch (part) {
      case Part.Text text -> text(text.text());
      case Part.Refusal refusal -> text(refusal.text());
      case Part.Image image -> media(image.media(), "image/jpeg");
      case Part.Audio audio -> media(audio.media(), "audio/mp3");
      case Part.Document document -> document(document);
      case Part.Opaque opaque -> opaque.raw();
      case Part.Reasoning _, Part.ToolCall _, Part.ToolResult _ -> null;
    };
  }

  private static @Nullable ObjectNode text(String text) {
    return text.isEmpty() ? null : JsonTrees.object().put("text", text);
  }

  private @Nullable JsonNode document(Part.Document document) {
    if (document.title() != null) {
      losses.lose(Field.UNKNOWN, "document.title");
    }
    return media(document.media(), "application/pdf");
  }

  private static @Nullable JsonNode media(Media media, String usual) {
    return switch (media) {
      case Media.Inline(String type, String base64) ->
          kind("inlineData", JsonTrees.object().put("mimeType", type).put("data", base64));
      case Media.Link(String url) ->
          kind(
              "fileData", JsonTrees.object().put("mimeType", type(url, usual)).put("fileUri", url));
      case Media.Uploaded(String _, String id) ->
          kind("fileData", JsonTrees.object().put("fileUri", id));
      case Media.Plain(String text) -> text(text);
    };
  }

  private static JsonNode kind(String name, ObjectNode own) {
    return JsonTrees.object().set(name, own);
  }

  private static String type(String url, String usual) {
    String path = url.split("[?#]", 2)[0];
    String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return TYPES.getOrDefault(ending, usual);
  }
}
