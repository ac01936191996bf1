package io.crossfade.server.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.core.Caller;
import io.crossfade.core.config.KeyConfig;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The gateway keys, by the SHA-256 of their secrets: no secret is kept, and looking a hash up tells
 * nothing about how much of a wrong key was right.
 */
public final class Keys {
  private final boolean asked;
  private final Map<String, Caller> byHash;

  private Keys(boolean asked, Map<String, Caller> byHash) {
    this.asked = asked;
    this.byHash = Map.copyOf(byHash);
  }

  /**
   * Hashes the keys of a configuration.
   *
   * @param secret the current secret of a key, or null when it cannot be read; such a key opens
   *     nothing
   */
  public static Keys of(List<KeyConfig> configured, Function<KeyConfig, @Nullable String> secret) {
    Map<String, Caller> byHash = new HashMap<>();
    for (KeyConfig key : configured) {
      String value = secret.apply(key);
      if (value != null && !value.isEmpty()) {
        byHash.put(hash(value), new Caller(key.id(), key.tenant(), key.may(), key.tags()));
      }
    }
    return new Keys(!configured.isEmpty(), byHash);
  }

  /** Whose key that is; anyone's where no keys are asked for, nobody's when it is wrong. */
  Optional<Caller> caller(String credential) {
    return asked ? Optional.ofNullable(byHash.get(hash(credential))) : Optional.of(Caller.ANYONE);
  }

  private static String hash(String secret) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
