package io.crossfade.core.provider;

import static java.util.Map.entry;

import io.crossfade.core.config.ProviderType;
import io.crossfade.core.provider.anthropic.AnthropicErrors;
import io.crossfade.core.provider.anthropic.AnthropicRequests;
import io.crossfade.core.provider.anthropic.AnthropicResponses;
import io.crossfade.core.provider.anthropic.AnthropicStream;
import io.crossfade.core.provider.gemini.GeminiErrors;
import io.crossfade.core.provider.gemini.GeminiRequests;
import io.crossfade.core.provider.gemini.GeminiResponses;
import io.crossfade.core.provider.gemini.GeminiStream;
import io.crossfade.core.provider.gemini.VertexRequests;
import io.crossfade.core.provider.openai.OpenAiErrors;
import io.crossfade.core.provider.openai.OpenAiRequests;
import io.crossfade.core.provider.openai.OpenAiResponses;
import io.crossfade.core.provider.openai.OpenAiStream;
import io.crossfade.core.translate.ProviderApi;
import java.util.Map;
import java.util.Optional;

/** Which API each type of provider speaks, for calls that must be translated: one line each. */
public final class Providers {
  private static final ProviderApi OPENAI =
      new ProviderApi(
          OpenAiRequests.DIALECT,
          new OpenAiRequests(),
          new OpenAiResponses(),
          OpenAiStream::new,
          new OpenAiErrors());

  private static final ProviderApi ANTHROPIC =
      new ProviderApi(
          AnthropicRequests.DIALECT,
          new AnthropicRequests(),
          new AnthropicResponses(),
          AnthropicStream::new,
          new AnthropicErrors());

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

  private static final Map<ProviderType, ProviderApi> BY_TYPE =
      Map.ofEntries(
          entry(ProviderType.OPENAI, OPENAI),
          entry(ProviderType.ANTHROPIC, ANTHROPIC),
          entry(ProviderType.ANTHROPIC_COMPATIBLE, ANTHROPIC),
          entry(ProviderType.GEMINI, GEMINI),
          entry(ProviderType.VERTEX, VERTEX),
          entry(ProviderType.MISTRAL, OPENAI),
          entry(ProviderType.GROQ, OPENAI),
          entry(ProviderType.DEEPSEEK, OPENAI),
          entry(ProviderType.XAI, OPENAI),
          entry(ProviderType.TOGETHER, OPENAI),
          entry(ProviderType.FIREWORKS, OPENAI),
          entry(ProviderType.OPENROUTER, OPENAI),
          entry(ProviderType.VLLM, OPENAI),
          entry(ProviderType.OLLAMA, OPENAI),
          entry(ProviderType.OPENAI_COMPATIBLE, OPENAI));

  private Providers() {}

  /** The API of that type's providers, or empty while no translator for it is built in. */
  public static Optional<ProviderApi> of(ProviderType type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }
}
