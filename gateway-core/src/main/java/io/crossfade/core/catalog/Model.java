package io.crossfade.core.catalog;

import io.crossfade.core.usage.Price;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Facts about one model at one provider. Null means unknown, never zero and never "not planned".
 *
 * @param provider the provider's name in the catalogue
 * @param id as sent on the wire
 * @param aliases other ids the same provider takes for it
 * @param family models with a common ancestor share it
 * @param contextWindow tokens of input and output together
 * @param maxOutputTokens most tokens in one answer
 * @param price list prices of the standard tier
 * @param input what it reads: {@code text}, {@code image}, {@code pdf}, {@code audio}, {@code
 *     video}
 * @param output what it writes: {@code text}, {@code audio}, {@code embedding}, {@code score}
 * @param capabilities such as {@code chat}, {@code streaming}, {@code function_calling}, {@code
 *     json_schema}, {@code vision}, {@code reasoning}, {@code prompt_caching}
 * @param life dates
 * @param embeddingDimensions numbers in one vector, for embedding models
 */
public record Model(
    String provider,
    String id,
    List<String> aliases,
    @Nullable String family,
    @Nullable Integer contextWindow,
    @Nullable Integer maxOutputTokens,
    Price price,
    Set<String> input,
    Set<String> output,
    Set<String> capabilities,
    Life life,
    @Nullable Integer embeddingDimensions) {

  /** Whether its answers are vectors, which must never mix with those of another model. */
  public boolean isEmbedding() {
    return capabilities.contains("embedding");
  }

  /**
   * When a model came and goes.
   *
   * @param released first day of use
   * @param deprecatedOn the day its end was announced
   * @param shutdownOn the day calls begin to fail
   * @param replacement {@code provider/model} its maker recommends; may be newer than the catalogue
   * @param knowledgeCutoff month or day, ISO 8601
   */
  public record Life(
      @Nullable LocalDate released,
      @Nullable LocalDate deprecatedOn,
      @Nullable LocalDate shutdownOn,
      @Nullable String replacement,
      @Nullable String knowledgeCutoff) {}
}
