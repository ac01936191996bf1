package io.crossfade.core.provider;

import io.crossfade.core.config.ProviderType;
import io.crossfade.core.provider.anthropic.AnthropicErrors;
import io.crossfade.core.provider.anthropic.AnthropicRequests;
import io.crossfade.core.provider.anthropic.AnthropicResponses;
import io.crossfade.core.provider.anthropic.AnthropicStream;
import io.crossfade.core.provider.bedrock.BedrockErrors;
import io.crossfade.core.provider.bedrock.BedrockRequests;
import io.crossfade.core.provider.bedrock.BedrockResponses;
import io.crossfade.core.provider.bedrock.BedrockStream;
import io.crossfade.core.provider.cohere.CohereErrors;
import io.crossfade.core.provider.cohere.CohereRequests;
import io.crossfade.core.provider.cohere.CohereResponses;
import io.crossfade.core.provider.cohere.CohereStream;
import io.crossfade.core.provider.gemini.GeminiErrors;
import io.crossfade.core.provider.gemini.GeminiRequests;
import io.crossfade.core.provider.gemini.GeminiResponses;
import io.crossfade.core.provider.gemini.GeminiStream;
import io.crossfade.core.provider.gemini.VertexRequests;
import io.crossfade.core.provider.openai.OpenAiLike;
import io.crossfade.core.translate.ProviderApi;
import java.util.Map;
import java.util.Optional;

/** Which API each type of provider speaks, for calls that must be translated: one line each. */
public final class Providers {
  private static final ProviderApi ANTHROPIC =
      new ProviderApi(
          AnthropicRequests.DIALECT,
          new AnthropicRequests(),
          new AnthropicResponses(),
          AnthropicStream::new,
          new AnthropicErrors());

  private static final ProviderApi BEDROCK =
      new ProviderApi(
          BedrockRequests.DIALECT,
          new BedrockRequests(),
          new BedrockResponses(),
          BedrockStream::new,
          new BedrockErrors());

  private static final ProviderApi GEMINI =
      new ProviderApi(
          GeminiRequests.DIALECT,
          new GeminiRequests(),
          new GeminiResponses(),
          GeminiStream::new,
          new GeminiErrors());

  private static final ProviderApi VERTEX =
      new ProviderApi(
          GeminiRequests.DIALECT,
          new VertexRequests(),
          new GeminiResponses(),
          GeminiStream::new,
          new GeminiErrors());

  private static final ProviderApi COHERE =
      new ProviderApi(
          CohereRequests.DIALECT,
          new CohereRequests(),
          new CohereResponses(),
          CohereStream::new,
          new CohereErrors());

  /** All but those like OpenAI, which have a table of their own. */
  private static final Map<ProviderType, ProviderApi> BY_TYPE =
      Map.of(
          ProviderType.ANTHROPIC, ANTHROPIC,
          ProviderType.ANTHROPIC_COMPATIBLE, ANTHROPIC,
          ProviderType.BEDROCK, BEDROCK,
          ProviderType.GEMINI, GEMINI,
          ProviderType.VERTEX, VERTEX,
          ProviderType.COHERE, COHERE);

  private Providers() {}

  /** The API of that type's providers, or empty while no translator for it is built in. */
  public static Optional<ProviderApi> of(ProviderType type) {
    return OpenAiLike.of(type).or(() -> Optional.ofNullable(BY_TYPE.get(type)));
  }
}
