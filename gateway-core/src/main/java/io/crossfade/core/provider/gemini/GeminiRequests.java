package io.crossfade.core.provider.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Field;
import io.crossfade.core.http.Headers;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.ProviderApi;
import io.crossfade.core.translate.ProviderRequest;
import io.crossfade.core.translate.RequestPrinter;
import io.crossfade.core.translate.Site;
import java.util.EnumSet;
import java.util.Set;

/**
 * Prints {@code POST /v1beta/models/{model}:generateContent}. Source: Gemini API reference,
 * "Generating content"; the base URL has no version.
 */
public final class GeminiRequests implements RequestPrinter {
  public static final String DIALECT = "gemini";

  static final Set<Field> EXPRESSED =
      Set.copyOf(
          EnumSet.of(
              Field.MAX_TOKENS,
              Field.STOP,
              Field.N,
              Field.TEMPERATURE,
              Field.TOP_P,
              Field.TOP_K,
              Field.FREQUENCY_PENALTY,
              Field.PRESENCE_PENALTY,
              Field.SEED,
              Field.LOGPROBS,
              Field.TOP_LOGPROBS,
              Field.PARALLEL_TOOL_CALLS,
              Field.MODALITIES,
              Field.WEB_SEARCH,
              Field.TOOLS,
              Field.TOOL_CHOICE,
              Field.PROVIDER_TOOL,
              Field.RESPONSE_FORMAT,
              Field.THINKING,
              Field.IMAGE,
              Field.AUDIO,
              Field.DOCUMENT,
              Field.REASONING,
              Field.TOOL_ERROR));

  /** The whole API, both ways. */
  public static final ProviderApi API =
      new ProviderApi(
          DIALECT,
          new GeminiRequests(),
          new GeminiResponses(),
          GeminiStream::new,
          new GeminiErrors());

  @Override
  public Set<Field> expresses() {
    return EXPRESSED;
  }

  @Override
  public Headers credential(String key) {
    return Headers.of("x-goog-api-key", key);
  }

  @Override
  public ProviderRequest print(ChatRequest request, Site site, Losses losses) {
    return ProviderRequest.of(
        "/v1beta/" + GeminiModel.of(request.model()).path("models/") + method(request),
        new Headers(),
        body(request, site, losses));
  }

  /** Streams are server-sent events only where that is said; a JSON array otherwise. */
  static String method(ChatRequest request) {
    return request.stream() ? ":streamGenerateContent?alt=sse" : ":generateContent";
  }

  /** The body, the same wherever it goes. */
  static ObjectNode body(ChatRequest request, Site site, Losses losses) {
    ObjectNode body = JsonTrees.object();
    GeminiModel model = GeminiModel.of(request.model());
    new GeminiContents(losses, model).print(request.messages(), body);
    GeminiTools.print(request, body, losses);
    ObjectNode config = new GeminiConfig(request, site, losses).print();
    GeminiThinking.print(request.thinking(), model, config, losses);
    if (!config.isEmpty()) {
      body.set("generationConfig", config);
    }
    request.extras().into(body, DIALECT);
    return body;
  }
}
