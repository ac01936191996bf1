package io.crossfade.core.wire.openai;

import static io.crossfade.core.wire.openai.OpenAiChatRequests.DIALECT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Citation;
import io.crossfade.core.json.JsonTrees;
import java.util.Optional;

/** Prints sources as annotations, which here are addresses on the web and nothing else. */
final class OpenAiCitations {
  private OpenAiCitations() {}

  /**
   * Returns the annotation; empty for a source without an address.
   *
   * @param start where the text that names the source begins in the whole text, in characters
   * @param end where it ends
   */
  static Optional<ObjectNode> print(Citation citation, int start, int end) {
    if (citation.raw().dialect().equals(DIALECT)) {
      ObjectNode same = JsonTrees.object();
      citation.raw().into(same, DIALECT);
      return Optional.of(same);
    }
    if (citation.url() == null) {
      return Optional.empty();
    }
    ObjectNode annotation = JsonTrees.object().put("type", "url_citation");
    annotation
        .putObject("url_citation")
        .put("start_index", start)
        .put("end_index", end)
        .put("url", citation.url())
        .put("title", citation.title());
    return Optional.of(annotation);
  }
}
