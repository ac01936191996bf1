package io.crossfade.server.translate;

import io.crossfade.core.Call;
import io.crossfade.core.fault.Result;
import io.crossfade.core.translate.ErrorReader;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.ProviderRequest;
import io.crossfade.core.usage.Usage;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.server.provider.Provider;
import io.netty.buffer.ByteBuf;

/**
 * One attempt in another dialect than its caller's: what the provider is sent, and what the caller
 * gets of his answer.
 */
public sealed interface Translated permits Translation, VectorTranslation {

  /** What the provider is sent. */
  ProviderRequest request();

  /** What was left out of request and answer. */
  Losses losses();

  /** What understands the provider's errors. */
  ErrorReader errors();

  /**
   * The body the caller gets for the provider's whole answer, or why that is none.
   *
   * @param body of the provider; neither moved nor released
   */
  Result<Told> answer(ByteBuf body);

  /** What the caller gets, and what it took. */
  record Told(ByteBuf body, Usage usage) {}

  /**
   * Translates a held call.
   *
   * @param to can answer calls of that path
   * @param model id to send
   * @param losses that count it, by the policy in force
   * @return the translation, or {@link io.crossfade.core.fault.FaultKind#UNSUPPORTED_PARAMETER} for
   *     a request that cannot be expressed, {@link io.crossfade.core.fault.FaultKind#TRANSLATION}
   *     for one that no translator takes
   */
  static Result<Translated> of(Call call, Provider to, String model, Losses losses) {
    return call.endpoint().kind() == Endpoint.Kind.EMBEDDINGS
        ? VectorTranslation.of(call, to, model, losses).map(made -> made)
        : Translation.of(call, to, model, losses).map(made -> made);
  }
}
