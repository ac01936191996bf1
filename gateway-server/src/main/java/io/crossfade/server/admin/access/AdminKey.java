package io.crossfade.server.admin.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Supplier;

/**
 * The key of the management API. Both sides are hashed before they are compared, so neither length
 * nor content of the right key can be told from the time a wrong one takes.
 *
 * @param current the secret, read for every check because files rotate
 */
public record AdminKey(Supplier<String> current) {

  public boolean opens(String presented) {
    String secret = current.get();
    return !secret.isEmpty() && MessageDigest.isEqual(hash(presented), hash(secret));
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
