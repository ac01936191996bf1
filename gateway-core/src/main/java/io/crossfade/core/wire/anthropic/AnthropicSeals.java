package io.crossfade.core.wire.anthropic;

import static io.crossfade.core.wire.anthropic.AnthropicMessagesRequests.DIALECT;

import io.crossfade.core.chat.Signature;
import org.jspecify.annotations.Nullable;

/**
 * Seals on thoughts. Callers keep and return them unread, so another provider's is given out with
 * its issuer's name in front, and known by it when it comes back.
 */
final class AnthropicSeals {
  private static final String FOREIGN = "crossfade.";

  private AnthropicSeals() {}

  static @Nullable Signature read(String seal) {
    if (seal.isEmpty()) {
      return null;
    }
    int end = seal.startsWith(FOREIGN) ? seal.indexOf('.', FOREIGN.length()) : -1;
    return end < 0
        ? new Signature(DIALECT, seal)
        : new Signature(seal.substring(FOREIGN.length(), end), seal.substring(end + 1));
  }

  static String print(@Nullable Signature signature) {
    if (signature == null) {
      return "";
    }
    return signature.issuer().equals(DIALECT)
        ? signature.value()
        : FOREIGN + signature.issuer() + "." + signature.value();
  }
}
