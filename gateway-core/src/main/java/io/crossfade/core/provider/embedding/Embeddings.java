package io.crossfade.core.provider.embedding;

import io.crossfade.core.config.ProviderType;
import io.crossfade.core.embedding.EmbeddingApi;
import io.crossfade.core.wire.Endpoint;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which providers can be asked for vectors in OpenAI's words: one line each. */
public final class Embeddings {
  private static final Map<ProviderType, EmbeddingApi> BY_TYPE =
      Map.of(
          ProviderType.BEDROCK, new BedrockEmbeddings(),
          ProviderType.COHERE, new CohereEmbeddings(),
          ProviderType.GEMINI, new GeminiEmbeddings(),
          ProviderType.VERTEX, new VertexEmbeddings());

  private Embeddings() {}

  /** What translates for that type's providers, or empty when nothing does. */
  public static Optional<EmbeddingApi> of(ProviderType type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }

  /**
   * Whether calls of that path can be translated for a provider.
   *
   * @param model that will be asked, or null for the one the caller names; a model for chat makes
   *     no vectors, and a call for them stays with whoever does
   */
  public static boolean translates(ProviderType type, Endpoint endpoint, @Nullable String model) {
    return endpoint.kind() == Endpoint.Kind.EMBEDDINGS
        && BY_TYPE.containsKey(type)
        && (model == null || model.toLowerCase(Locale.ROOT).contains("embed"));
  }
}
