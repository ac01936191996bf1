package io.crossfade.core.embedding;

import io.crossfade.core.fault.Result;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.ProviderRequest;
import io.crossfade.core.translate.Site;
import io.netty.buffer.ByteBuf;

/** How one provider is asked for vectors, and how it gives them. */
public interface EmbeddingApi {

  /**
   * Returns the request to send.
   *
   * @param losses told of what the provider has no words for; if that makes a refusal, the result
   *     is not used
   */
  ProviderRequest print(EmbeddingRequest request, Site site, Losses losses);

  /**
   * Returns the vectors, or {@link io.crossfade.core.fault.FaultKind#BAD_RESPONSE} for a body that
   * has none.
   *
   * @param body from its reader to its writer index; neither moved nor released, and shared by what
   *     is returned
   * @param asked what it answers
   */
  Result<EmbeddingResponse> read(ByteBuf body, EmbeddingRequest asked);
}
