package io.crossfade.core.provider.embedding;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.embedding.EmbeddingApi;
import io.crossfade.core.embedding.EmbeddingRequest;
import io.crossfade.core.embedding.EmbeddingResponse;
import io.crossfade.core.fault.Result;
import io.crossfade.core.http.Headers;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.ProviderRequest;
import io.crossfade.core.translate.Site;
import io.netty.buffer.ByteBuf;

/**
 * Google Cloud's {@code :predict} for its models of text, and {@code :embedContent} for Gemini's
 * since version 2. Gemini's take one text in each call. Source: Vertex AI, "Text embeddings API"
 * and "projects.locations.publishers.models.embedContent".
 */
final class VertexEmbeddings implements EmbeddingApi {
  private static final int MOST_TEXTS = 250;
  private static final String GEMINI = "gemini-embedding-";

  @Override
  public ProviderRequest print(EmbeddingRequest request, Site site, Losses losses) {
    boolean gemini = request.model().startsWith(GEMINI);
    request.fit(gemini ? 1 : MOST_TEXTS, losses);
    String model =
        "/v1beta1/projects/%s/locations/%s/publishers/google/models/%s"
            .formatted(
                site.settings().getOrDefault("project", ""),
                site.settings().getOrDefault("region", "global"),
                GeminiEmbeddings.inPath(request.model()));
    return gemini && !request.model().equals("gemini-embedding-001")
        ? ProviderRequest.of(model + ":embedContent", new Headers(), alone(request))
        : ProviderRequest.of(model + ":predict", new Headers(), instances(request));
  }

  private static ObjectNode alone(EmbeddingRequest request) {
    String text = request.texts().isEmpty() ? "" : request.texts().getFirst();
    return GeminiEmbeddings.content(request, text);
  }

  private static ObjectNode instances(EmbeddingRequest request) {
    ObjectNode body = JsonTrees.object();
    ArrayNode instances = body.putArray("instances");
    for (String text : request.texts()) {
      ObjectNode each = instances.addObject().put("content", text);
      if (request.purpose() != null) {
        each.put("task_type", GeminiEmbeddings.TASKS.get(request.purpose()));
      }
    }
    // As OpenAI does, which refuses texts that are too long rather than cut them.
    ObjectNode parameters = body.putObject("parameters").put("autoTruncate", false);
    if (request.dimensions() != null) {
      parameters.put("outputDimensionality", request.dimensions());
    }
    return body;
  }

  @Override
  public Result<EmbeddingResponse> read(ByteBuf body, EmbeddingRequest asked) {
    return new VectorReader("values", "token_count", "promptTokenCount").read(body);
  }
}
