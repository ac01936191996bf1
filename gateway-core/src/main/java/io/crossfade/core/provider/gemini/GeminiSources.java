package io.crossfade.core.provider.gemini;

import static io.crossfade.core.provider.gemini.GeminiRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.chat.Citation;
import io.crossfade.core.chat.Extras;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads where statements come from: each passage with each source that supports it, or the sources
 * alone where no passage is named. Source: Gemini API, "GroundingMetadata".
 */
final class GeminiSources {
  private GeminiSources() {}

  static List<Citation> of(JsonNode candidate) {
    JsonNode grounding = candidate.path("groundingMetadata");
    JsonNode chunks = grounding.path("groundingChunks");
    List<Citation> citations = new ArrayList<>();
    for (JsonNode support : grounding.path("groundingSupports")) {
      String quoted = text(support.path("segment").path("text"));
      for (JsonNode at : support.path("groundingChunkIndices")) {
        citations.add(citation(chunks.path(at.asInt()), quoted, support));
      }
    }
    if (citations.isEmpty()) {
      chunks.forEach(chunk -> citations.add(citation(chunk, null, chunk)));
    }
    return citations;
  }

  private static Citation citation(JsonNode chunk, @Nullable String quoted, JsonNode raw) {
    JsonNode web = chunk.path("web");
    JsonNode source = web.isObject() ? web : chunk.path("retrievedContext");
    return new Citation(
        text(source.path("uri")),
        text(source.path("title")),
        quoted,
        Extras.of(DIALECT, "grounding", raw));
  }

  private static @Nullable String text(JsonNode value) {
    return value.isTextual() ? value.asText() : null;
  }
}
