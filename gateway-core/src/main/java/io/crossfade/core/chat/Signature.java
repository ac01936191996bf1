package io.crossfade.core.chat;

import org.jspecify.annotations.Nullable;

/**
 * Proof that a model wrote something, which must be returned byte for byte to whoever issued it and
 * to nobody else. Callers keep and return it unread, so one of another dialect than theirs is given
 * out with its issuer's name in front, and known by it when it comes back.
 *
 * @param issuer dialect of the provider that signed
 * @param value opaque text
 */
public record Signature(String issuer, String value) {
  /** What a seal of another dialect than the caller's begins with. */
  public static final String FOREIGN = "crossfade.";

  /** The signature in a seal that callers of a dialect return, or null for an empty one. */
  public static @Nullable Signature returned(String seal, String dialect) {
    if (seal.isEmpty()) {
      return null;
    }
    int end = seal.startsWith(FOREIGN) ? seal.indexOf('.', FOREIGN.length()) : -1;
    return end < 0
        ? new Signature(dialect, seal)
        : new Signature(seal.substring(FOREIGN.length(), end), seal.substring(end + 1));
  }

  /** The seal that callers of a dialect are given. */
  public String givenTo(String dialect) {
    return issuer.equals(dialect) ? value : FOREIGN + issuer + "." + value;
  }
}
