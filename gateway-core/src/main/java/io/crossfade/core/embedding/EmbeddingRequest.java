package io.crossfade.core.embedding;

import io.crossfade.core.chat.Field;
import io.crossfade.core.translate.Losses;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Texts that a caller wants as vectors.
 *
 * @param model id to send
 * @param texts in the order their vectors are wanted; empty where the caller sent token ids
 * @param dimensions length of each vector, or null for the model's own
 * @param purpose what the vectors are for, or null when not said
 * @param base64 whether the caller wants vectors as base64 of 32-bit numbers, not as lists
 * @param lost what no other provider has words for, by the names of reports
 */
public record EmbeddingRequest(
    String model,
    List<String> texts,
    @Nullable Integer dimensions,
    @Nullable Purpose purpose,
    boolean base64,
    Set<Lost> lost) {

  public EmbeddingRequest {
    texts = List.copyOf(texts);
    lost = Set.copyOf(lost);
  }

  /** Something that stays behind when the request goes to another provider's API. */
  public record Lost(Field field, String name) {}

  /** The same request to another model. */
  public EmbeddingRequest to(String otherModel) {
    return new EmbeddingRequest(otherModel, texts, dimensions, purpose, base64, lost);
  }

  /**
   * Reports what no other provider has words for.
   *
   * @param mostTexts that one call of the provider takes
   */
  public void fit(int mostTexts, Losses losses) {
    lost.forEach(each -> losses.lose(each.field(), each.name()));
    if (texts.size() > mostTexts) {
      losses.lose(Field.INPUT_COUNT);
    }
  }
}
