package io.crossfade.routing.cohort;

/**
 * Writes keys as bytes into an array the caller owns, so that hashing a key leaves no garbage.
 * {@link #utf8} agrees with {@link String#getBytes} byte for byte, lone surrogates ({@code ?})
 * included.
 */
final class KeyBytes {
  /** Most bytes one {@code char} can need. */
  static final int PER_CHAR = 3;

  private KeyBytes() {}

  /** Returns the index behind the last byte written. */
  static int utf8(String text, byte[] into, int start) {
    int at = start;
    for (int index = 0; index < text.length(); index++) {
      char unit = text.charAt(index);
      if (unit < 0x80) {
        into[at++] = (byte) unit;
      } else if (Character.isHighSurrogate(unit) && pairs(text, index)) {
        at = four(Character.toCodePoint(unit, text.charAt(++index)), into, at);
      } else {
        at = upToThree(Character.isSurrogate(unit) ? '?' : unit, into, at);
      }
    }
    return at;
  }

  /** One byte per {@code char}, the way header values are held; returns the index behind. */
  static int raw(String bytes, byte[] into, int start) {
    for (int index = 0; index < bytes.length(); index++) {
      into[start + index] = (byte) bytes.charAt(index);
    }
    return start + bytes.length();
  }

  private static boolean pairs(String text, int high) {
    return high + 1 < text.length() && Character.isLowSurrogate(text.charAt(high + 1));
  }

  private static int upToThree(char unit, byte[] into, int start) {
    int at = start;
    if (unit < 0x80) {
      into[at++] = (byte) unit;
    } else if (unit < 0x800) {
      into[at++] = (byte) (0xC0 | unit >> 6);
      into[at++] = trailing(unit);
    } else {
      into[at++] = (byte) (0xE0 | unit >> 12);
      into[at++] = trailing(unit >> 6);
      into[at++] = trailing(unit);
    }
    return at;
  }

  private static int four(int codePoint, byte[] into, int at) {
    into[at] = (byte) (0xF0 | codePoint >> 18);
    into[at + 1] = trailing(codePoint >> 12);
    into[at + 2] = trailing(codePoint >> 6);
    into[at + 3] = trailing(codePoint);
    return at + 4;
  }

  private static byte trailing(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }
}
