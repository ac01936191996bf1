package io.crossfade.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;

/** The inside of JSON strings: escapes of RFC 8259 section 7, UTF-8 of RFC 3629 section 4. */
final class JsonStrings {
  private static final int HEX_DIGITS = 4;

  private JsonStrings() {}

  /** Moves behind the closing quote; false where the string is broken, the cursor on the place. */
  static boolean skip(JsonBytes in) {
    in.escaped(false);
    while (true) {
      in.skipPlain();
      int b = in.peek();
      if (b == '"') {
        in.advance();
        return true;
      }
      if (!(b == '\\' ? skipEscape(in) : skipCharacter(in, b))) {
        return false;
      }
    }
  }

  private static boolean skipEscape(JsonBytes in) {
    in.escaped(true);
    in.advance();
    int kind = in.peek();
    boolean known =
        switch (kind) {
          case '"', '\\', '/', 'b', 'f', 'n', 'r', 't', 'u' -> true;
          default -> false;
        };
    if (known) {
      in.advance();
    }
    return known && (kind != 'u' || skipHex(in));
  }

  private static boolean skipHex(JsonBytes in) {
    for (int i = 0; i < HEX_DIGITS; i++) {
      if (hex(in.peek()) < 0) {
        return false;
      }
      in.advance();
    }
    return true;
  }

  /** One character of two to four bytes; overlong forms and surrogates are no characters. */
  private static boolean skipCharacter(JsonBytes in, int lead) {
    if (lead < 0xC2 || lead > 0xF4) {
      return false;
    }
    in.advance();
    if (lead < 0xE0) {
      return skipContinuation(in, 0x80, 0xBF);
    }
    if (lead < 0xF0) {
      return skipContinuation(in, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF)
          && skipContinuation(in, 0x80, 0xBF);
    }
    return skipContinuation(in, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF)
        && skipContinuation(in, 0x80, 0xBF)
        && skipContinuation(in, 0x80, 0xBF);
  }

  private static boolean skipContinuation(JsonBytes in, int low, int high) {
    int b = in.peek();
    if (b < low || b > high) {
      return false;
    }
    in.advance();
    return true;
  }

  /** The text of a string already skipped, unescaped; {@code start} is an index of the buffer. */
  static String text(ByteBuf source, int start, int length, boolean escaped) {
    String raw = source.toString(start, length, UTF_8);
    return escaped ? unescape(raw) : raw;
  }

  private static String unescape(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    int at = 0;
    while (at < raw.length()) {
      char c = raw.charAt(at);
      if (c != '\\') {
        text.append(c);
        at++;
      } else if (raw.charAt(at + 1) == 'u') {
        text.append((char) Integer.parseInt(raw, at + 2, at + 2 + HEX_DIGITS, 16));
        at += 2 + HEX_DIGITS;
      } else {
        text.append(named(raw.charAt(at + 1)));
        at += 2;
      }
    }
    return text.toString();
  }

  private static char named(char escape) {
    return switch (escape) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> escape;
    };
  }

  private static int hex(int b) {
    return b < 0 ? -1 : Character.digit(b, 16);
  }
}
