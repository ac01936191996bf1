package io.crossfade.server.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.Call;
import io.crossfade.core.chat.Field;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.fault.Result;
import io.crossfade.core.http.Headers;
import io.crossfade.core.http.HeldBody;
import io.crossfade.core.http.RequestBody;
import io.crossfade.core.json.BodyFacts;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.json.ModelSplice;
import io.crossfade.core.json.UsageWish;
import io.crossfade.core.translate.LossPolicy;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.ProviderRequest;
import io.crossfade.core.wire.ForeignThoughts;
import io.crossfade.core.wire.path.Azure;
import io.crossfade.core.wire.path.Operation;
import io.crossfade.server.provider.Provider;
import io.crossfade.server.provider.RequestFields;
import io.crossfade.server.provider.Signer;
import io.crossfade.server.upstream.UpstreamRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
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
  private @Nullable Losses lost;

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

  /** The request translated, in place of the caller's own, or why it cannot be signed. */
  Result<UpstreamRequest> translated(ProviderRequest request, long firstByteMillis) {
    String target = target(below(request));
    Headers fields = RequestFields.translated(call, provider, request);
    Signer signer = provider.signer();
    return signer == null
        ? Result.ok(translated(target, fields, request, firstByteMillis))
        : signer
            .sign(new Signer.Unsigned(provider.config().baseUrl(), target, fields, request.body()))
            .map(signature -> translated(target, fields.and(signature), request, firstByteMillis));
  }

  private UpstreamRequest translated(
      String target, Headers fields, ProviderRequest request, long firstByteMillis) {
    return new UpstreamRequest(
        call.origin().loop(),
        "POST",
        target,
        fields,
        new HeldBody(request.body()),
        firstByteMillis,
        provider.config().timeouts().idle());
  }

  UpstreamRequest request(long firstByteMillis) {
    Azure.Located at = located(Operation.of(call.head().path(), call.head().query()));
    return new UpstreamRequest(
        call.origin().loop(),
        call.head().method(),
        target(at.target()),
        RequestFields.of(call, provider),
        body(at.namesModel()),
        firstByteMillis,
        provider.config().timeouts().idle());
  }

  void release() {
    if (spliced != null) {
      spliced.release();
      spliced = null;
    }
  }

  private String target(String below) {
    return provider.config().baseUrl().getRawPath() + below;
  }

  /** Translators print paths as below a base URL that ends in the version, where those do. */
  private String below(ProviderRequest request) {
    return provider.config().type() == ProviderType.AZURE
        ? located(Operation.of("/v1" + request.target(), null)).target()
        : request.target();
  }

  private Azure.Located located(Operation asked) {
    return provider.config().locate(asked, model);
  }

  private RequestBody body(boolean named) {
    RequestBody body = withModel(named);
    return body instanceof HeldBody(ByteBuf bytes) && provider.asksUsageOf(call)
        ? new HeldBody(wishing(bytes))
        : body;
  }

  private ByteBuf wishing(ByteBuf bytes) {
    ByteBuf wishing = UsageWish.in(bytes);
    release();
    spliced = wishing;
    return wishing;
  }

  private RequestBody withModel(boolean named) {
    BodyFacts facts = call.facts();
    ObjectNode own =
        call.body() instanceof HeldBody(ByteBuf bytes)
            ? ForeignThoughts.without(call.endpoint(), bytes)
            : null;
    if (own != null) {
      return rewritten(own, named);
    }
    if (named || facts == null || model == null || model.equals(facts.model())) {
      return call.body();
    }
    return call.body() instanceof HeldBody(ByteBuf bytes) && call.model() != null
        ? new HeldBody(splice(bytes, facts, model))
        : call.body();
  }

  private RequestBody rewritten(ObjectNode own, boolean named) {
    lost = new Losses(provider.name(), LossPolicy.TABLE);
    lost.drop(Field.REASONING, Field.REASONING.label());
    if (!named && model != null && call.model() != null) {
      own.put("model", model);
    }
    return new HeldBody(Unpooled.wrappedBuffer(JsonTrees.bytes(own)));
  }

  /** What the caller's own request had to go without, or null when it passed as it was. */
  @Nullable Losses lost() {
    return lost;
  }

  private ByteBuf splice(ByteBuf bytes, BodyFacts facts, String id) {
    release();
    spliced = ModelSplice.put(bytes, facts, id);
    return spliced;
  }
}
