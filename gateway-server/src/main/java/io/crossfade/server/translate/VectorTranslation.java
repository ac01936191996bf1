package io.crossfade.server.translate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.Call;
import io.crossfade.core.embedding.EmbeddingApi;
import io.crossfade.core.embedding.EmbeddingRequest;
import io.crossfade.core.embedding.EmbeddingResponse;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.crossfade.core.http.HeldBody;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.provider.embedding.Embeddings;
import io.crossfade.core.translate.ErrorReader;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.ProviderApi;
import io.crossfade.core.translate.ProviderRequest;
import io.crossfade.core.wire.openai.OpenAiEmbeddings;
import io.crossfade.server.provider.Provider;
import io.netty.buffer.ByteBuf;

/**
 * A call for vectors in OpenAI's words, answered by a provider of another API.
 *
 * @param asked what the caller asked, of the provider's model
 * @param api what the provider speaks
 * @param errors understands its errors
 * @param request what the provider is sent
 * @param losses of the request
 */
public record VectorTranslation(
    EmbeddingRequest asked,
    EmbeddingApi api,
    ErrorReader errors,
    ProviderRequest request,
    Losses losses)
    implements Translated {

  static Result<VectorTranslation> of(Call call, Provider to, String model, Losses losses) {
    EmbeddingApi vectors = Embeddings.of(to.config().type()).orElse(null);
    ProviderApi api = to.api();
    if (vectors == null || api == null || !(call.body() instanceof HeldBody(ByteBuf bytes))) {
      return Result.err(Translation.untranslatable(to));
    }
    return switch (read(bytes)) {
      case Result.Err<EmbeddingRequest>(Fault fault) -> Result.err(fault);
      case Result.Ok<EmbeddingRequest>(EmbeddingRequest read) -> {
        EmbeddingRequest asked = read.to(model);
        ProviderRequest request = vectors.print(asked, to.site(model), losses);
        Fault refusal = losses.refusal();
        yield refusal == null
            ? Result.ok(new VectorTranslation(asked, vectors, api.errors(), request, losses))
            : Result.err(refusal);
      }
    };
  }

  private static Result<EmbeddingRequest> read(ByteBuf bytes) {
    return switch (JsonTrees.object(bytes)) {
      case Result.Ok<ObjectNode>(ObjectNode body) -> OpenAiEmbeddings.read(body);
      case Result.Err<ObjectNode> _ -> Result.err(Translation.malformed());
    };
  }

  @Override
  public Result<Told> answer(ByteBuf body) {
    return switch (api.read(body, asked)) {
      case Result.Err<EmbeddingResponse>(Fault fault) -> Result.err(fault);
      case Result.Ok<EmbeddingResponse>(EmbeddingResponse read)
          when read.vectors().size() != asked.texts().size() ->
          Result.err(tooFew(read.vectors().size()));
      case Result.Ok<EmbeddingResponse>(EmbeddingResponse read) ->
          Result.ok(
              new Told(OpenAiEmbeddings.print(read, asked), TokenCount.ofVectors(read.tokens())));
    };
  }

  private Fault tooFew(int vectors) {
    return Fault.of(
        FaultKind.BAD_RESPONSE,
        "the answer holds %d vectors for %d texts".formatted(vectors, asked.texts().size()),
        "provider's answer",
        "try again later");
  }
}
