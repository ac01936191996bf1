package io.crossfade.server.relay;

import io.crossfade.core.Call;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.http.HeldBody;
import io.crossfade.core.http.RequestBody;
import io.crossfade.core.json.BodyFacts;
import io.crossfade.core.json.ModelSplice;
import io.crossfade.core.translate.ProviderRequest;
import io.crossfade.core.wire.Azure;
import io.crossfade.server.provider.Provider;
import io.crossfade.server.provider.RequestFields;
import io.crossfade.server.upstream.UpstreamRequest;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The request of one attempt: the caller's own, with the provider's path, fields and model id in
 * place of his.
 */
final class Outgoing {
  private final Call call;
  private final Provider provider;
  private final @Nullable String model;
  private @Nullable ByteBuf spliced;

  /**
   * Prepares a request; {@link #release} must follow.
   *
   * @param model model id to send, or null when the body names none
   */
  Outgoing(Call call, Provider provider, @Nullable String model) {
    this.call = call;
    this.provider = provider;
    this.model = model;
  }

  /** The request translated, in place of the caller's own. */
  UpstreamRequest translated(ProviderRequest request, long firstByteMillis) {
    return new UpstreamRequest(
        call.origin().loop(),
        "POST",
        provider.config().baseUrl().getRawPath() + below(request),
        RequestFields.translated(call, provider, request),
        new HeldBody(request.body()),
        firstByteMillis,
        provider.config().timeouts().idle());
  }

  UpstreamRequest request(long firstByteMillis) {
    return new UpstreamRequest(
        call.origin().loop(),
        call.head().method(),
        target(),
        RequestFields.of(call, provider),
        body(),
        firstByteMillis,
        provider.config().timeouts().idle());
  }

  void release() {
    if (spliced != null) {
      spliced.release();
      spliced = null;
    }
  }

  /** Translators print paths as below a base URL that ends in the version, where those do. */
  private String below(ProviderRequest request) {
    ProviderType type = provider.config().type();
    return type == ProviderType.AZURE
        ? Azure.belowBaseUrl("/v1" + request.target())
        : request.target();
  }

  private String target() {
    String base = provider.config().baseUrl().getRawPath();
    String below = provider.config().type().belowBaseUrl(call.head().path());
    String query = call.head().query();
    return query == null ? base + below : base + below + "?" + query;
  }

  private RequestBody body() {
    BodyFacts facts = call.facts();
    if (facts == null || model == null || model.equals(facts.model())) {
      return call.body();
    }
    return call.body() instanceof HeldBody(ByteBuf bytes) && facts.model() != null
        ? new HeldBody(splice(bytes, facts, model))
        : call.body();
  }

  private ByteBuf splice(ByteBuf bytes, BodyFacts facts, String id) {
    release();
    spliced = ModelSplice.replace(bytes, facts, id);
    return spliced;
  }
}
