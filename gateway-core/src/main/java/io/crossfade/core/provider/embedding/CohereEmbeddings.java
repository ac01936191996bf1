package io.crossfade.core.provider.embedding;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.embedding.EmbeddingApi;
import io.crossfade.core.embedding.EmbeddingRequest;
import io.crossfade.core.embedding.EmbeddingResponse;
import io.crossfade.core.embedding.Purpose;
import io.crossfade.core.fault.Result;
import io.crossfade.core.http.Headers;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.ProviderRequest;
import io.crossfade.core.translate.Site;
import io.netty.buffer.ByteBuf;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cohere's {@code POST /v2/embed}. A purpose is required: texts are taken as documents unless the
 * caller says otherwise. Source: Cohere API reference, "Embed".
 */
final class CohereEmbeddings implements EmbeddingApi {
  static final int MOST_TEXTS = 96;

  private static final Map<Purpose, String> WORDS =
      Map.of(
          Purpose.DOCUMENT, "search_document",
          Purpose.QUERY, "search_query",
          Purpose.CLASSIFICATION, "classification",
          Purpose.CLUSTERING, "clustering");

  @Override
  public ProviderRequest print(EmbeddingRequest request, Site site, Losses losses) {
    request.fit(MOST_TEXTS, losses);
    ObjectNode body = JsonTrees.object().put("model", request.model());
    return ProviderRequest.of("/v2/embed", new Headers(), body.<ObjectNode>setAll(body(request)));
  }

  /** All but the model, as it is where Bedrock serves Cohere's models. */
  static ObjectNode body(EmbeddingRequest request) {
    ObjectNode body = JsonTrees.object();
    ArrayNode texts = body.putArray("texts");
    request.texts().forEach(texts::add);
    body.put("input_type", word(request.purpose()));
    body.putArray("embedding_types").add("float");
    if (request.dimensions() != null) {
      body.put("output_dimension", request.dimensions());
    }
    // As OpenAI does, which refuses texts that are too long rather than cut them.
    return body.put("truncate", "NONE");
  }

  private static String word(@Nullable Purpose purpose) {
    return WORDS.getOrDefault(purpose == null ? Purpose.DOCUMENT : purpose, "search_document");
  }

  @Override
  public Result<EmbeddingResponse> read(ByteBuf body, EmbeddingRequest asked) {
    return new VectorReader("float", "input_tokens").read(body);
  }
}
