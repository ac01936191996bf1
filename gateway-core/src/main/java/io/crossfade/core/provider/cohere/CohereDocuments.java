package io.crossfade.core.provider.cohere;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Media;
import io.crossfade.core.chat.Part;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Prints documents of text: those to be cited in a list beside the conversation, all others where
 * they stood in it. Other documents are not read here. Source: Cohere, "Retrieval Augmented
 * Generation"; an answer of a given form cites nothing.
 */
final class CohereDocuments {
  private final boolean citing;
  private final Losses losses;
  private final ArrayNode cited = JsonTrees.object().arrayNode();

  /**
   * Starts with none.
   *
   * @param citing whether documents may be cited at all
   */
  CohereDocuments(boolean citing, Losses losses) {
    this.citing = citing;
    this.losses = losses;
  }

  /** The text that stands for the document in its message, or null when none does. */
  @Nullable String inPlace(Part.Document document) {
    String text = text(document.media());
    if (text == null) {
      losses.lose(Field.DOCUMENT);
      return null;
    }
    if (document.cited() && citing) {
      cite(document, text);
      return null;
    }
    if (document.cited()) {
      losses.lose(Field.CITATIONS);
    }
    return Stream.of(document.title(), document.context(), text)
        .filter(Objects::nonNull)
        .collect(Collectors.joining("\n\n"));
  }

  private void cite(Part.Document document, String text) {
    ObjectNode printed = cited.addObject().put("id", "doc_" + cited.size());
    ObjectNode data = printed.putObject("data");
    if (document.title() != null) {
      data.put("title", document.title());
    }
    if (document.context() != null) {
      data.put("context", document.context());
    }
    data.put("text", text);
  }

  /** What {@code documents} of the request holds; may be empty. */
  ArrayNode cited() {
    return cited;
  }

  private static @Nullable String text(Media media) {
    return switch (media) {
      case Media.Plain(String text) -> text;
      case Media.Inline(String type, String data) when type.startsWith("text/") ->
          new String(Base64.getMimeDecoder().decode(data), UTF_8);
      case Media.Inline _, Media.Link _, Media.Uploaded _ -> null;
    };
  }
}
