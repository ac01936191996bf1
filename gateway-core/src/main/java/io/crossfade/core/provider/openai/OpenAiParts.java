package io.crossfade.core.provider.openai;

import static io.crossfade.core.provider.openai.OpenAiRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Media;
import io.crossfade.core.chat.Part;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.provider.openai.Quirks.Habit;
import io.crossfade.core.translate.Losses;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints the content of a message: a plain text where it is one, else a list of parts. */
record OpenAiParts(Quirks quirks, Losses losses) {

  JsonNode content(List<Part> content) {
    if (content.isEmpty()) {
      return TextNode.valueOf("");
    }
    boolean plain =
        content.size() == 1
            && content.getFirst() instanceof Part.Text text
            && text.marks().extras().isEmpty();
    return plain ? TextNode.valueOf(((Part.Text) content.getFirst()).text()) : list(content);
  }

  ArrayNode list(List<Part> content) {
    ArrayNode parts = JsonTrees.object().arrayNode();
    for (Part part : content) {
      JsonNode printed = part(part);
      if (printed instanceof ObjectNode own) {
        part.marks().extras().into(own, DIALECT);
        parts.add(own);
      }
    }
    return parts;
  }

  private @Nullable JsonNode part(Part part) {
    return switch (part) {
      case Part.Text text -> typed("text").put("text", text.text());
      case Part.Refusal refusal -> typed("refusal").put("refusal", refusal.text());
      case Part.Image image -> image(image);
      case Part.Audio audio -> audio(audio);
      case Part.Document document -> document(document);
      case Part.Opaque opaque -> opaque.raw();
      case Part.Reasoning thought -> thinking(thought);
      case Part.ToolCall _, Part.ToolResult _ -> null;
    };
  }

  private static ObjectNode thinking(Part.Reasoning thought) {
    ObjectNode printed = typed("thinking");
    printed.putArray("thinking").add(typed("text").put("text", thought.text()));
    return printed;
  }

  private static ObjectNode typed(String type) {
    return JsonTrees.object().put("type", type);
  }

  private @Nullable JsonNode image(Part.Image image) {
    String url = url(image.media());
    if (url == null) {
      losses.lose(Field.UPLOADED_FILE, "image.file_id");
      return null;
    }
    ObjectNode printed = typed("image_url");
    ObjectNode own = printed.putObject("image_url").put("url", url);
    if (image.detail() != null) {
      own.put("detail", image.detail());
    }
    return printed;
  }

  private @Nullable JsonNode audio(Part.Audio audio) {
    if (!(audio.media() instanceof Media.Inline(String type, String data))) {
      losses.lose(Field.AUDIO);
      return null;
    }
    ObjectNode printed = typed("input_audio");
    printed.putObject("input_audio").put("data", data).put("format", format(type));
    return printed;
  }

  /** OpenAI knows sounds by the ending of their files. */
  private static String format(String type) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "audio/mpeg" -> "mp3";
      case "audio/x-wav", "audio/wave" -> "wav";
      default -> type.substring(type.indexOf('/') + 1);
    };
  }

  private @Nullable JsonNode document(Part.Document document) {
    if (document.media() instanceof Media.Plain(String text)) {
      return typed("text").put("text", titled(document.title(), text));
    }
    if (quirks.has(Habit.NO_FILES)) {
      losses.lose(Field.DOCUMENT);
      return null;
    }
    ObjectNode printed = typed("file");
    ObjectNode own = printed.putObject("file");
    switch (document.media()) {
      case Media.Uploaded(String _, String id) -> own.put("file_id", id);
      case Media.Inline(String type, String data) ->
          own.put("file_data", "data:%s;base64,%s".formatted(type, data));
      case Media.Link _ -> {
        losses.lose(Field.DOCUMENT, "document.url");
        return null;
      }
      case Media.Plain _ -> {}
    }
    if (document.title() != null) {
      own.put("filename", document.title());
    } else if (document.media() instanceof Media.Inline) {
      own.put("filename", "document.pdf");
    }
    return printed;
  }

  private static String titled(@Nullable String title, String text) {
    return title == null ? text : title + "\n\n" + text;
  }

  private static @Nullable String url(Media media) {
    return switch (media) {
      case Media.Link(String url) -> url;
      case Media.Inline(String type, String data) -> "data:" + type + ";base64," + data;
      case Media.Uploaded _, Media.Plain _ -> null;
    };
  }
}
