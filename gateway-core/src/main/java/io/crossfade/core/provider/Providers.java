package io.crossfade.core.provider;

import io.crossfade.core.config.ProviderType;
import io.crossfade.core.provider.anthropic.AnthropicRequests;
import io.crossfade.core.provider.bedrock.BedrockRequests;
import io.crossfade.core.provider.cohere.CohereRequests;
import io.crossfade.core.provider.gemini.GeminiRequests;
import io.crossfade.core.provider.gemini.VertexRequests;
import io.crossfade.core.provider.openai.OpenAiLike;
import io.crossfade.core.translate.ProviderApi;
import java.util.Map;
import java.util.Optional;

/** Which API each type of provider speaks, for calls that must be translated: one line each. */
public final class Providers {
  /** All but those like OpenAI, which have a table of their own. */
  private static final Map<ProviderType, ProviderApi> BY_TYPE =
      Map.of(
          ProviderType.ANTHROPIC, AnthropicRequests.API,
          ProviderType.ANTHROPIC_COMPATIBLE, AnthropicRequests.API,
          ProviderType.BEDROCK, BedrockRequests.API,
          ProviderType.COHERE, CohereRequests.API,
          ProviderType.GEMINI, GeminiRequests.API,
          ProviderType.VERTEX, VertexRequests.API);

  private Providers() {}

  /** The API of that type's providers, or empty while no translator for it is built in. */
  public static Optional<ProviderApi> of(ProviderType type) {
    return OpenAiLike.of(type).or(() -> Optional.ofNullable(BY_TYPE.get(type)));
  }
}
