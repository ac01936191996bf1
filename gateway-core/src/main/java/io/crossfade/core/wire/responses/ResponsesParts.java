package io.crossfade.core.wire.responses;

import static io.crossfade.core.wire.responses.ResponsesRequests.DIALECT;
import static io.crossfade.core.wire.responses.ResponsesRequests.beyond;
import static io.crossfade.core.wire.responses.ResponsesRequests.given;
import static io.crossfade.core.wire.responses.ResponsesRequests.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.chat.Citation;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Marks;
import io.crossfade.core.chat.Media;
import io.crossfade.core.chat.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the parts of an item's content. */
final class ResponsesParts {
  private ResponsesParts() {}

  static Part read(JsonNode part) {
    String type = part.path("type").asText();
    return switch (type) {
      case "input_text", "output_text", "text" -> said(part);
      case "refusal" -> new Part.Refusal(part.path("refusal").asText(), marks(part, "refusal"));
      case "input_image" -> image(part);
      case "input_audio" -> audio(part);
      case "input_file" -> file(part);
      default -> new Part.Opaque(DIALECT, type, part);
    };
  }

  private static Part said(JsonNode part) {
    List<Citation> citations = new ArrayList<>();
    for (JsonNode annotation : part.path("annotations")) {
      citations.add(
          new Citation(
              text(annotation.path("url")),
              text(annotation.path("title")),
              null,
              Extras.beyond(Set.of(), annotation, DIALECT)));
    }
    return new Part.Text(part.path("text").asText(), citations, marks(part, "text", "annotations"));
  }

  private static Part image(JsonNode part) {
    Media media = media(part, "image_url", null);
    return media == null
        ? new Part.Opaque(DIALECT, "input_image", part)
        : new Part.Image(
            media, text(part.path("detail")), marks(part, "image_url", "file_id", "detail"));
  }

  private static Part audio(JsonNode part) {
    JsonNode audio = part.path("input_audio");
    String type = "audio/" + audio.path("format").asText();
    return new Part.Audio(
        new Media.Inline(type, audio.path("data").asText()), marks(part, "input_audio"));
  }

  private static Part file(JsonNode part) {
    Media media = media(part, "file_url", "file_data");
    return media == null
        ? new Part.Opaque(DIALECT, "input_file", part)
        : new Part.Document(
            media,
            text(part.path("filename")),
            null,
            false,
            marks(part, "file_url", "file_id", "file_data", "filename"));
  }

  /** Where the bytes are; null where the part does not say. */
  private static @Nullable Media media(JsonNode part, String url, @Nullable String data) {
    if (given(part.path("file_id"))) {
      return new Media.Uploaded(DIALECT, part.path("file_id").asText());
    }
    if (data != null && given(part.path(data))) {
      return document(part.path(data).asText());
    }
    return given(part.path(url)) ? Media.at(part.path(url).asText()) : null;
  }

  /** A file's data is meant to be a data URL; callers also send bare base64, always of a PDF. */
  private static Media document(String data) {
    return data.startsWith("data:") ? Media.at(data) : new Media.Inline("application/pdf", data);
  }

  private static Marks marks(JsonNode part, String... own) {
    Set<String> known = new HashSet<>(Set.of(own));
    known.add("type");
    JsonNode logprobs = part.path("logprobs");
    if (logprobs.isEmpty()) {
      known.add("logprobs");
    }
    return Marks.of(beyond(known, part));
  }
}
