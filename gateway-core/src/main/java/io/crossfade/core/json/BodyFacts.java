package io.crossfade.core.json;

import org.jspecify.annotations.Nullable;

/**
 * What a JSON request body says at its top level, read without building a tree. Strings are
 * unescaped.
 *
 * @param model the {@code model}, or null when the body names none
 * @param modelStart offset of the first byte of the model's text, behind its opening quote, from
 *     the body's first byte; of the {@code null} that stands in its place; -1 where there is no
 *     such field
 * @param modelEnd offset of its closing quote, or behind the {@code null}; -1 without the field
 * @param stream whether {@code "stream": true}
 * @param choices answers asked for: {@code n}, times the prompts where {@code prompt} lists
 *     several; at least 1
 * @param asksUsage whether {@code stream_options} asks for tokens to be counted in the stream
 * @param namesStreamOptions whether there is a {@code stream_options}, whatever it says
 * @param cohort fields that may serve as cohort keys
 */
public record BodyFacts(
    @Nullable String model,
    int modelStart,
    int modelEnd,
    boolean stream,
    int choices,
    boolean asksUsage,
    boolean namesStreamOptions,
    CohortFields cohort) {
  public static final BodyFacts NONE =
      new BodyFacts(
          null, -1, -1, false, 1, false, false, new CohortFields(null, null, null, null, null));

  /**
   * Who the body says it is for; null where absent or not a string.
   *
   * @param safetyIdentifier OpenAI's {@code safety_identifier}
   * @param user OpenAI's {@code user}
   * @param metadataUserId Anthropic's {@code metadata.user_id}
   * @param conversation {@code conversation}, a string or an object with an {@code id}
   * @param promptCacheKey OpenAI's {@code prompt_cache_key}
   */
  public record CohortFields(
      @Nullable String safetyIdentifier,
      @Nullable String user,
      @Nullable String metadataUserId,
      @Nullable String conversation,
      @Nullable String promptCacheKey) {}
}
