package io.crossfade.core.provider.embedding;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.net.URLEncoder;
import java.util.Map;

/**
 * Gemini's {@code POST /v1beta/models/{model}:batchEmbedContents}. Source: Gemini API reference,
 * "Embeddings".
 */
final class GeminiEmbeddings implements EmbeddingApi {
  private static final int MOST_TEXTS = 100;

  /** What Google calls the purposes. */
  static final Map<Purpose, String> TASKS =
      Map.of(
          Purpose.DOCUMENT, "RETRIEVAL_DOCUMENT",
          Purpose.QUERY, "RETRIEVAL_QUERY",
          Purpose.CLASSIFICATION, "CLASSIFICATION",
          Purpose.CLUSTERING, "CLUSTERING");

  @Override
  public ProviderRequest print(EmbeddingRequest request, Site site, Losses losses) {
    request.fit(MOST_TEXTS, losses);
    ObjectNode body = JsonTrees.object();
    ArrayNode requests = body.putArray("requests");
    for (String text : request.texts()) {
      ObjectNode each = requests.addObject().put("model", "models/" + request.model());
      each.setAll(content(request, text));
    }
    return ProviderRequest.of(
        "/v1beta/models/" + inPath(request.model()) + ":batchEmbedContents", new Headers(), body);
  }

  /** One text, with what shall become of it. */
  static ObjectNode content(EmbeddingRequest request, String text) {
    ObjectNode each = JsonTrees.object();
    each.putObject("content").putArray("parts").addObject().put("text", text);
    if (request.purpose() != null) {
      each.put("taskType", TASKS.get(request.purpose()));
    }
    if (request.dimensions() != null) {
      each.put("outputDimensionality", request.dimensions());
    }
    return each;
  }

  static String inPath(String model) {
    return URLEncoder.encode(model, UTF_8).replace("+", "%20");
  }

  @Override
  public Result<EmbeddingResponse> read(ByteBuf body, EmbeddingRequest asked) {
    return new VectorReader("values", "promptTokenCount").read(body);
  }
}
