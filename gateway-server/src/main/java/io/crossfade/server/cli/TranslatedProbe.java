package io.crossfade.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.embedding.EmbeddingApi;
import io.crossfade.core.embedding.EmbeddingRequest;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.Result;
import io.crossfade.core.http.Headers;
import io.crossfade.core.provider.Providers;
import io.crossfade.core.provider.embedding.Embeddings;
import io.crossfade.core.translate.Fitting;
import io.crossfade.core.translate.LossPolicy;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.ProviderApi;
import io.crossfade.core.translate.ProviderRequest;
import io.crossfade.core.translate.Site;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.core.wire.Wires;
import io.crossfade.server.cli.ProviderLine.Question;
import io.crossfade.server.provider.Provider;
import io.crossfade.server.provider.Signer;
import io.crossfade.server.provider.Signer.Unsigned;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tiny call to a provider whose API no caller speaks, said as calls to it are translated. */
final class TranslatedProbe {
  private TranslatedProbe() {}

  /**
   * The question.
   *
   * @param key to show, or empty for none
   * @param signer or null where nothing is signed
   * @throws IOException when nothing translates for that type of provider, or nothing can be signed
   */
  static Question of(ProviderConfig provider, String key, String model, @Nullable Signer signer)
      throws IOException {
    ProviderApi api =
        Providers.of(provider.type())
            .orElseThrow(() -> new IOException("nothing translates for this type of provider"));
    Losses losses = new Losses(provider.name(), LossPolicy.TABLE);
    Site site = Provider.site(provider, model);
    Optional<EmbeddingApi> vectors =
        Embeddings.of(provider.type()).filter(_ -> Probe.makesVectors(model));
    ProviderRequest request =
        vectors.isPresent()
            ? vectors.get().print(hi(model), site, losses)
            : api.requests().print(Fitting.fit(hello(model), api, losses), site, losses);
    Headers fields = Headers.of("content-type", "application/json", "accept-encoding", "identity");
    fields.and(request.fields());
    if (!key.isEmpty()) {
      fields.and(api.requests().credential(key));
    }
    String target = provider.baseUrl().getRawPath() + request.target();
    if (signer != null) {
      fields.and(
          signature(signer, new Unsigned(provider.baseUrl(), target, fields, request.body())));
    }
    return new Question(target, fields, request.body().toString(UTF_8));
  }

  private static Headers signature(Signer signer, Unsigned request) throws IOException {
    return switch (signer.sign(request)) {
      case Result.Ok<Headers>(Headers signature) -> signature;
      case Result.Err<Headers>(Fault fault) -> throw new IOException(fault.message());
    };
  }

  private static EmbeddingRequest hi(String model) {
    return new EmbeddingRequest(model, List.of("hi"), null, null, false, Set.of());
  }

  private static ChatRequest hello(String model) throws IOException {
    var reader = Wires.of(Endpoint.Kind.CHAT_COMPLETIONS).orElseThrow().requests();
    return switch (reader.read(Probe.CHAT.body(model))) {
      case Result.Ok<ChatRequest>(ChatRequest request) -> request.to(model);
      case Result.Err<ChatRequest>(Fault fault) -> throw new IOException(fault.message());
    };
  }
}
