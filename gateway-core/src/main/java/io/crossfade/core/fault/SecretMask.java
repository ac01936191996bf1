package io.crossfade.core.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.regex.Pattern;

/** Hides what looks like a credential, an organisation or a project in a provider's words. */
public final class SecretMask {
  private static final String MASK = "***";
  private static final int MAX_MESSAGE_CHARS = 500;

  private static final Pattern SECRETS =
      Pattern.compile(
          "(?i)\\bbearer\\s+[\\w.~+/=*-]{4,}"
              + "|(?<=api[ _-]key provided: )[^\\s\"\\\\]+?(?=\\.?[\\s\"\\\\]|\\.?$)"
              + "|(?<=api key: )[^\\s\"\\\\]+?(?=\\.?[\\s\"\\\\]|\\.?$)"
              + "|\\b(sk|pk|rk)[-_][\\w*-]{3,}[\\w*.-]*[\\w*]"
              + "|\\b(gsk|hf|r8|fw|tgp|nvapi|xai|pplx|csk|key|ak|ghp|glpat)[-_][\\w*-]{8,}"
              + "|\\bAIza[\\w-]{10,}|\\bya29\\.[\\w.-]{10,}|\\b(AKIA|ASIA)[A-Z0-9]{12,}"
              + "|\\beyJ[\\w-]{8,}\\.[\\w-]+(\\.[\\w-]+)?"
              + "|\\b(org|proj|acct)[-_][\\w-]{3,}"
              + "|(?<=\\bprojects/)[\\w:.-]+|(?<=\\bproject[ _]number[ :=])\\d{6,}"
              + "|\\barn:aws[\\w-]*:[^\\s\"\\\\]+");

  private static final Pattern LINKS =
      Pattern.compile("(?i)\\bhttps?://[^\\s\"\\\\]*|\\b\\d{1,3}(\\.\\d{1,3}){3}(:\\d+)?\\b");

  private SecretMask() {}

  /** Returns the text with every credential, organisation and project replaced. */
  public static String mask(String text) {
    return SECRETS.matcher(text).replaceAll(MASK);
  }

  /**
   * Returns the bytes of a JSON text with the same replaced, however they are escaped, and all
   * others as they were.
   *
   * @param body consumed: the caller owns the answer in its place, which may be the same buffer
   */
  public static ByteBuf mask(ByteBuf body) {
    return hide(body, SECRETS);
  }

  /**
   * Returns the bytes with one known secret replaced, all others as they were.
   *
   * @param body consumed: the caller owns the answer in its place, which may be the same buffer
   */
  public static ByteBuf mask(ByteBuf body, String secret) {
    return hide(body, Pattern.compile(secret, Pattern.LITERAL));
  }

  private static ByteBuf hide(ByteBuf body, Pattern secrets) {
    String text = body.toString(ISO_8859_1);
    String masked = JsonEscapes.replaceAll(text, secrets, MASK);
    if (masked.equals(text)) {
      return body;
    }
    body.release();
    return Unpooled.wrappedBuffer(masked.getBytes(ISO_8859_1));
  }

  /**
   * Returns a provider's message fit for our own error body: masked, without addresses and control
   * characters, and short.
   */
  public static String sanitise(String message) {
    String plain = LINKS.matcher(mask(message)).replaceAll("[address]");
    String oneLine = plain.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return oneLine.length() <= MAX_MESSAGE_CHARS
        ? oneLine
        : oneLine.substring(0, MAX_MESSAGE_CHARS) + "...";
  }
}
