package io.crossfade.server.frontend.request;

import java.util.Locale;

/** Host names with an optional port, as {@code Host} and absolute-form targets carry them. */
final class Authority {
  private static final int MOST_CHARACTERS = 255;
  private static final int MOST_PORT_DIGITS = 5;

  private Authority() {}

  /**
   * Whether a text is {@code host} or {@code host:port}: a name of letters, digits, {@code .-_~},
   * or an IPv6 address in brackets. User names, lists and percent-encoding are refused.
   */
  static boolean isWellFormed(String text) {
    int hostEnd = hostEnd(text);
    if (hostEnd == 0 || text.length() > MOST_CHARACTERS) {
      return false;
    }
    return hostEnd == text.length() || isPort(text, hostEnd);
  }

  /** The host of a well-formed authority in lower case, brackets kept, without the port. */
  static String host(String authority) {
    return authority.substring(0, hostEnd(authority)).toLowerCase(Locale.ROOT);
  }

  private static boolean isPort(String text, int colon) {
    int digits = text.length() - colon - 1;
    if (text.charAt(colon) != ':' || digits < 1 || digits > MOST_PORT_DIGITS) {
      return false;
    }
    for (int at = colon + 1; at < text.length(); at++) {
      if (text.charAt(at) < '0' || text.charAt(at) > '9') {
        return false;
      }
    }
    return true;
  }

  /** Index past the host; 0 when there is none. */
  private static int hostEnd(String text) {
    return text.startsWith("[") ? bracketsEnd(text) : nameEnd(text);
  }

  private static int nameEnd(String text) {
    int at = 0;
    while (at < text.length() && isNameCharacter(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int bracketsEnd(String text) {
    int close = text.indexOf(']');
    for (int at = 1; at < close; at++) {
      char c = text.charAt(at);
      if (c != ':' && c != '.' && Character.digit(c, 16) < 0) {
        return 0;
      }
    }
    return close > 2 ? close + 1 : 0;
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '-'
        || c == '_'
        || c == '~';
  }
}
