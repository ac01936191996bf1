package io.crossfade.core.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossfade.core.testing.Cassette;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What a recording says, read from its chunks by somebody who knows no hub. */
record Recorded(Cassette cassette, List<JsonNode> chunks) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Recorded of(Cassette cassette) {
    JsonNode response = cassette.root().path("response");
    List<JsonNode> chunks = new ArrayList<>();
    if (response.has("raw")) {
      response
          .path("raw")
          .asText()
          .lines()
          .filter(line -> line.startsWith("data:"))
          .forEach(line -> chunks.add(parsed(line.substring("data:".length()))));
    } else if (response.path("body").isArray()) {
      response.path("body").forEach(chunks::add);
    } else {
      chunks.add(response.path("body"));
    }
    return new Recorded(cassette, chunks);
  }

  List<JsonNode> parts() {
    List<JsonNode> parts = new ArrayList<>();
    chunks.forEach(
        chunk ->
            chunk.path("candidates").path(0).path("content").path("parts").forEach(parts::add));
    return parts;
  }

  String text(boolean thought) {
    StringBuilder text = new StringBuilder();
    for (JsonNode part : parts()) {
      if (part.path("thought").asBoolean() == thought) {
        text.append(part.path("text").asText(""));
      }
    }
    return text.toString();
  }

  List<String> seals() {
    return parts().stream()
        .filter(part -> part.has("thoughtSignature"))
        .map(part -> part.path("thoughtSignature").asText())
        .toList();
  }

  List<JsonNode> calls() {
    return parts().stream()
        .map(part -> part.path("functionCall"))
        .filter(call -> call.has("name"))
        .toList();
  }

  /** The last value of a counter, or -1 when there is none. */
  long count(String name) {
    long last = -1;
    for (JsonNode chunk : chunks) {
      last = chunk.path("usageMetadata").path(name).asLong(last);
    }
    return last;
  }

  String finish() {
    String last = "";
    for (JsonNode chunk : chunks) {
      JsonNode word = chunk.path("candidates").path(0).path("finishReason");
      JsonNode blocked = chunk.path("promptFeedback").path("blockReason");
      last = blocked.asText(word.asText(last));
    }
    return last;
  }

  /** Old clients ask for the numbers of words; we do not. */
  boolean hasNumbersForWords() {
    return finish().matches("\\d+");
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
