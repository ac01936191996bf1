package io.crossfade.server.credential;

import java.time.Instant;

/**
 * A credential as it was issued; {@code toString} hides it.
 *
 * @param credential an access token, or whatever else the provider is shown
 * @param expires when it ceases to be good; {@link Instant#MAX} for never
 */
public record Issued<C>(C credential, Instant expires) {
  @Override
  public String toString() {
    return "*** until " + expires;
  }
}
