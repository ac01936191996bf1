package io.crossfade.core.embedding;

import java.util.Locale;
import java.util.Optional;

/**
 * What vectors are for: some models make other ones of a question than of the text that answers it.
 */
public enum Purpose {
  /** Texts to be found. */
  DOCUMENT,
  /** What is asked to find them. */
  QUERY,
  CLASSIFICATION,
  CLUSTERING;

  /** The purpose a caller names in {@code input_type}, in any of the words in use. */
  public static Optional<Purpose> of(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "search_document", "document", "passage", "retrieval_document" -> Optional.of(DOCUMENT);
      case "search_query", "query", "retrieval_query" -> Optional.of(QUERY);
      case "classification" -> Optional.of(CLASSIFICATION);
      case "clustering" -> Optional.of(CLUSTERING);
      default -> Optional.empty();
    };
  }
}
