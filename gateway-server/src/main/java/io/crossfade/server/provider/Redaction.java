package io.crossfade.server.provider;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.SecretMask;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Takes a provider's own key out of what it says about failures. Patterns know the usual shapes of
 * keys; a provider that echoes the one it was sent may have keys of any shape.
 */
public final class Redaction {
  private static final String MASK = "***";

  /** Shorter ones would take ordinary words out of ordinary sentences. */
  private static final int FEWEST_CHARS = 6;

  private Redaction() {}

  public static String hide(String text, Provider provider) {
    String key = keyOf(provider);
    return key != null && text.contains(key) ? text.replace(key, MASK) : text;
  }

  /** The same for bytes; {@code body} is consumed, and may be what comes back. */
  public static ByteBuf hide(ByteBuf body, Provider provider) {
    String key = keyOf(provider);
    return key == null ? body : SecretMask.mask(body, key);
  }

  public static Fault hide(Fault fault, Provider provider) {
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
