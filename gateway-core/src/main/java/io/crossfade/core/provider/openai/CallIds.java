package io.crossfade.core.provider.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/** Ids of tool calls for providers that take no others'. */
final class CallIds {
  private static final Pattern NINE = Pattern.compile("[A-Za-z0-9]{9}");
  private static final int RADIX = 36;
  private static final int LENGTH = 9;

  private CallIds() {}

  /**
   * The id itself if it has nine letters and digits, else nine that follow from it, so that a call
   * and its result keep belonging together. Source: mistral-common, "Tool calling and messages".
   */
  static String nineLetters(String id) {
    return NINE.matcher(id).matches() ? id : digest(id);
  }

  private static String digest(String id) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8));
      return new BigInteger(1, hash).toString(RADIX).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
