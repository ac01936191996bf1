package io.crossfade.server.provider;

import io.crossfade.core.fault.Result;
import io.crossfade.core.http.Headers;
import io.netty.buffer.ByteBuf;
import java.net.URI;

/**
 * Signs requests, for providers that want more than a key. Called on event loops for each attempt,
 * so it looks into memory only.
 */
@FunctionalInterface
public interface Signer {

  /**
   * Returns the fields that carry the signature, or {@link
   * io.crossfade.core.fault.FaultKind#PROVIDER_AUTH_FAILED} while there is nothing to sign with.
   */
  Result<Headers> sign(Unsigned request);

  /**
   * A {@code POST} as it will be sent, signature apart.
   *
   * @param baseUrl whose authority it is for
   * @param target path, base path included
   * @param fields beyond host and framing
   * @param body all its bytes; neither moved nor released
   */
  record Unsigned(URI baseUrl, String target, Headers fields, ByteBuf body) {}
}
