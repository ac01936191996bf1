package io.crossfade.server.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.crossfade.core.fault.Fault;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Takes a provider's own key out of what it says about failures. Patterns know the usual shapes of
 * keys; a provider that echoes the one it was sent may have keys of any shape.
 */
final class Redaction {
  private static final String MASK = "***";

  /** Shorter ones would take ordinary words out of ordinary sentences. */
  private static final int FEWEST_CHARS = 6;

  private Redaction() {}

  static String hide(String text, Provider provider) {
    String key = keyOf(provider);
    return key != null && text.contains(key) ? text.replace(key, MASK) : text;
  }

  /** The same for bytes; {@code body} is consumed, and may be what comes back. */
  static ByteBuf hide(ByteBuf body, Provider provider) {
    String key = keyOf(provider);
    if (key == null) {
      return body;
    }
    String text = body.toString(ISO_8859_1);
    if (!text.contains(key)) {
      return body;
    }
    body.release();
    return Unpooled.copiedBuffer(text.replace(key, MASK), ISO_8859_1);
  }

  static Fault hide(Fault fault, Provider provider) {
    Fault.Cause told = fault.cause();
    Fault.Cause hidden =
        new Fault.Cause(hide(told.what(), provider), told.where(), told.fix(), told.thrown());
    String wait = fault.retryAfter();
    return new Fault(
        fault.kind(),
        fault.status(),
        hidden,
        fault.param(),
        wait == null ? null : hide(wait, provider));
  }

  private static @Nullable String keyOf(Provider provider) {
    String key = provider.credential().get();
    return key == null || key.length() < FEWEST_CHARS ? null : key;
  }
}
