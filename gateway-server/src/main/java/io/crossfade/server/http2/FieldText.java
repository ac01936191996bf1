package io.crossfade.server.http2;

import io.crossfade.server.http1.Octets;
import io.netty.util.AsciiString;

/** What names and values may hold (RFC 9113 §8.2.1), and no more than HTTP/1.1 lets them. */
final class FieldText {
  private FieldText() {}

  static boolean isName(AsciiString name) {
    for (int at = 0; at < name.length(); at++) {
      byte octet = name.byteAt(at);
      if (Octets.tokenLower(octet) != octet || octet == 0) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  static boolean isValue(AsciiString value) {
    for (int at = 0; at < value.length(); at++) {
      if (Octets.isControl(value.byteAt(at))) {
        return false;
      }
    }
    return value.isEmpty()
        || !(Octets.isBlank(value.byteAt(0)) || Octets.isBlank(value.byteAt(value.length() - 1)));
  }

  /** As {@link String#hashCode} computes it for the same characters. */
  static int hash(AsciiString name) {
    int hash = 0;
    for (int at = 0; at < name.length(); at++) {
      hash = 31 * hash + name.byteAt(at);
    }
    return hash;
  }
}
