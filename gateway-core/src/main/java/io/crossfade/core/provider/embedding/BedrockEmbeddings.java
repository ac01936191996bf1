package io.crossfade.core.provider.embedding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Field;
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
 * Bedrock's {@code POST /model/{id}/invoke}, which has each model's own form: Cohere's, or Amazon's
 * Titan, which takes one text in each call. Source: Amazon Bedrock User Guide, "Cohere Embed
 * models" and "Amazon Titan Text Embeddings".
 */
final class BedrockEmbeddings implements EmbeddingApi {
  /** Of Titan's models the only one whose vectors have one length. */
  private static final String FIRST_TITAN = "titan-embed-text-v1";

  @Override
  public ProviderRequest print(EmbeddingRequest request, Site site, Losses losses) {
    boolean titan = isTitan(request);
    request.fit(titan ? 1 : CohereEmbeddings.MOST_TEXTS, losses);
    ObjectNode body = titan ? titan(request, losses) : CohereEmbeddings.body(request);
    return ProviderRequest.of(
        "/model/%s/invoke".formatted(GeminiEmbeddings.inPath(request.model())),
        new Headers(),
        body);
  }

  private static boolean isTitan(EmbeddingRequest request) {
    return request.model().contains("titan");
  }

  private static ObjectNode titan(EmbeddingRequest request, Losses losses) {
    String text = request.texts().isEmpty() ? "" : request.texts().getFirst();
    ObjectNode body = JsonTrees.object().put("inputText", text);
    if (request.purpose() != null) {
      losses.lose(Field.INPUT_TYPE);
    }
    if (request.dimensions() != null && request.model().contains(FIRST_TITAN)) {
      losses.lose(Field.DIMENSIONS);
    } else if (request.dimensions() != null) {
      body.put("dimensions", request.dimensions());
    }
    return body;
  }

  @Override
  public Result<EmbeddingResponse> read(ByteBuf body, EmbeddingRequest asked) {
    return isTitan(asked)
        ? new VectorReader("embedding", "inputTextTokenCount").read(body)
        : new VectorReader("float", "input_tokens").read(body);
  }
}
