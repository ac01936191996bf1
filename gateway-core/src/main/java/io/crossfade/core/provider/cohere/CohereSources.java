package io.crossfade.core.provider.cohere;

import static io.crossfade.core.provider.cohere.CohereRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.chat.Citation;
import io.crossfade.core.chat.Extras;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an answer cites: passages of the answer, each with the documents or results of tools
 * that it rests on. Source: Cohere API reference, "Chat", citations.
 */
final class CohereSources {
  private CohereSources() {}

  static List<Citation> read(JsonNode citations) {
    List<Citation> read = new ArrayList<>(citations.size());
    citations.forEach(citation -> read.add(citation(citation)));
    return read;
  }

  /** One of them, by its first source. */
  static Citation citation(JsonNode citation) {
    JsonNode source = citation.path("sources").path(0);
    JsonNode document = source.path("document");
    JsonNode told = document.isObject() ? document : source.path("tool_output");
    return new Citation(
        words(told.path("url")),
        words(told.path("title")),
        words(document.path("text")),
        Extras.beyond(Set.of(), citation, DIALECT));
  }

  private static @Nullable String words(JsonNode value) {
    return value.isTextual() ? value.asText() : null;
  }
}
