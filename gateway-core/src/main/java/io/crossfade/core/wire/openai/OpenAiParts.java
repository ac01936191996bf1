package io.crossfade.core.wire.openai;

import static io.crossfade.core.wire.openai.OpenAiChatRequests.DIALECT;
import static io.crossfade.core.wire.openai.OpenAiChatRequests.given;
import static io.crossfade.core.wire.openai.OpenAiChatRequests.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Marks;
import io.crossfade.core.chat.Media;
import io.crossfade.core.chat.Part;
import java.util.List;
import java.util.Set;

/** Reads the parts of a message's content. */
final class OpenAiParts {
  private static final String DATA = "data:";

  private OpenAiParts() {}

  static Part read(JsonNode part) {
    String type = part.path("type").asText();
    return switch (type) {
      case "text" -> new Part.Text(part.path("text").asText(), List.of(), marks(part, "text"));
      case "refusal" -> new Part.Refusal(part.path("refusal").asText(), marks(part, "refusal"));
      case "image_url" -> image(part);
      case "input_audio" -> audio(part);
      case "file" -> file(part);
      default -> new Part.Opaque(DIALECT, type, part);
    };
  }

  private static Part image(JsonNode part) {
    JsonNode image = part.path("image_url");
    String url = image.isTextual() ? image.asText() : image.path("url").asText();
    return new Part.Image(Media.at(url), text(image.path("detail")), marks(part, "image_url"));
  }

  private static Part audio(JsonNode part) {
    JsonNode audio = part.path("input_audio");
    String type = "audio/" + audio.path("format").asText();
    return new Part.Audio(
        new Media.Inline(type, audio.path("data").asText()), marks(part, "input_audio"));
  }

  private static Part file(JsonNode part) {
    JsonNode file = part.path("file");
    Media media =
        given(file.path("file_id"))
            ? new Media.Uploaded(DIALECT, file.path("file_id").asText())
            : document(file.path("file_data").asText());
    return new Part.Document(media, text(file.path("filename")), null, false, marks(part, "file"));
  }

  /** A file's data is meant to be a data URL; callers also send bare base64, always of a PDF. */
  private static Media document(String data) {
    return data.startsWith(DATA) ? Media.at(data) : new Media.Inline("application/pdf", data);
  }

  private static Marks marks(JsonNode part, String own) {
    Extras extras = Extras.beyond(Set.of("type", own, "cache_control"), part, DIALECT);
    Marks.Cache cache = OpenAiMessages.cache(part);
    return cache == null && extras.isEmpty() ? Marks.NONE : new Marks(cache, extras);
  }
}
