package io.crossfade.core.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Options;
import io.crossfade.core.http.Headers;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.ProviderApi;
import io.crossfade.core.translate.ProviderRequest;
import io.crossfade.core.translate.RequestPrinter;
import io.crossfade.core.translate.Site;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prints {@code POST /v1/messages}. Source: Anthropic API reference, "Create a Message"; the base
 * URL has no version.
 */
public final class AnthropicRequests implements RequestPrinter {
  public static final String DIALECT = "anthropic";

  /** Required here and nowhere else: the model's own maximum, or what every model can give. */
  private static final int UNKNOWN_MODELS_MAX_TOKENS = 4_096;

  private static final Set<Field> EXPRESSED =
      Set.copyOf(
          EnumSet.of(
              Field.MAX_TOKENS,
              Field.STOP,
              Field.TEMPERATURE,
              Field.TOP_P,
              Field.TOP_K,
              Field.PARALLEL_TOOL_CALLS,
              Field.USER,
              Field.SAFETY_IDENTIFIER,
              Field.TOOLS,
              Field.TOOL_CHOICE,
              Field.TOOL_STRICT,
              Field.PROVIDER_TOOL,
              Field.RESPONSE_FORMAT,
              Field.THINKING,
              Field.IMAGE,
              Field.DOCUMENT,
              Field.DOCUMENT_CONTEXT,
              Field.UPLOADED_FILE,
              Field.CITATIONS,
              Field.REASONING,
              Field.CACHE_MARK,
              Field.TOOL_ERROR));

  /** The whole API, both ways. */
  public static final ProviderApi API =
      new ProviderApi(
          DIALECT,
          new AnthropicRequests(),
          new AnthropicResponses(),
          AnthropicStream::new,
          new AnthropicErrors());

  @Override
  public Set<Field> expresses() {
    return EXPRESSED;
  }

  @Override
  public Headers credential(String key) {
    return Headers.of("x-api-key", key);
  }

  @Override
  public ProviderRequest print(ChatRequest request, Site site, Losses losses) {
    return ProviderRequest.of(
        "/v1/messages", Headers.of("anthropic-version", "2023-06-01"), body(request, site, losses));
  }

  private static ObjectNode body(ChatRequest request, Site site, Losses losses) {
    ObjectNode body = JsonTrees.object().put("model", request.model());
    int maxTokens = maxTokens(request.options(), site, losses);
    body.put("max_tokens", maxTokens);
    new AnthropicMessages(losses).print(request.messages(), body);
    AnthropicTools.print(request, body);
    request.extras().into(body, DIALECT);
    AnthropicOutput.print(request, maxTokens, body, losses);
    settings(request, body, losses);
    if (request.stream()) {
      body.put("stream", true);
    }
    return body;
  }

  private static int maxTokens(Options options, Site site, Losses losses) {
    int most = site.maxOutput() == null ? Integer.MAX_VALUE : site.maxOutput();
    int usual = site.maxOutput() == null ? UNKNOWN_MODELS_MAX_TOKENS : most;
    int asked = options.whole(Field.MAX_TOKENS, usual);
    if (asked > most) {
      losses.drop(Field.MAX_TOKENS, Field.MAX_TOKENS.label());
    }
    return Math.min(asked, most);
  }

  private static void settings(ChatRequest request, ObjectNode body, Losses losses) {
    Options options = request.options();
    temperature(request, body, losses);
    put(options, Field.TOP_K, "top_k", body);
    put(options, Field.STOP, "stop_sequences", body);
    JsonNode user = options.get(Field.SAFETY_IDENTIFIER);
    JsonNode named = user == null ? options.get(Field.USER) : user;
    if (named != null) {
      body.withObjectProperty("metadata").set("user_id", named);
    }
    if (user != null && options.has(Field.USER)) {
      losses.lose(Field.USER);
    }
  }

  /**
   * Temperatures end at 1 here, newer models take either a temperature or {@code top_p}, and one
   * that thinks takes neither. Callers of this very API are taken to know.
   */
  private static void temperature(ChatRequest request, ObjectNode body, Losses losses) {
    JsonNode temperature = request.options().get(Field.TEMPERATURE);
    JsonNode topP = request.options().get(Field.TOP_P);
    boolean sameApi = request.dialect().equals(DIALECT);
    boolean thinks = !sameApi && body.has("thinking");
    if (temperature != null && (thinks || temperature.asDouble() > 1)) {
      losses.lose(Field.TEMPERATURE);
      temperature = thinks ? null : IntNode.valueOf(1);
    }
    if (topP != null && !sameApi && (thinks || temperature != null)) {
      losses.lose(Field.TOP_P);
      topP = null;
    }
    set(body, "temperature", temperature);
    set(body, "top_p", topP);
  }

  private static void put(Options options, Field field, String name, ObjectNode body) {
    set(body, name, options.get(field));
  }

  private static void set(ObjectNode body, String name, @Nullable JsonNode value) {
    if (value != null) {
      body.set(name, value);
    }
  }
}
