package io.crossfade.core.json;

/** Runs of UTF-8 characters of two and three bytes in an array (RFC 3629, section 4). */
final class Utf8 {
  private static final int LONGEST = 3;

  private Utf8() {}

  /**
   * Skips characters until ASCII text begins; single plain ASCII characters, such as the spaces
   * between words, are skipped with them.
   *
   * @return index of the first byte not skipped: ASCII, broken, of a longer character, or too near
   *     the limit
   */
  static int skip(byte[] bytes, int from, int limit) {
    int here = from;
    while (here <= limit - LONGEST) {
      int lead = bytes[here];
      if (lead >= 0) {
        if (bytes[here + 1] >= 0 || !JsonBytes.isPlain(bytes[here])) {
          return here;
        }
        here++;
        continue;
      }
      int length = length(lead, bytes[here + 1], bytes[here + 2]);
      if (length == 0) {
        return here;
      }
      here += length;
    }
    return here;
  }

  /** Length of a character of two or three bytes, or 0. */
  private static int length(int lead, int second, int third) {
    if ((second & 0xC0) != 0x80) {
      return 0;
    }
    if ((lead & 0xE0) == 0xC0) {
      return (lead & 0x1E) == 0 ? 0 : 2;
    }
    if ((lead & 0xF0) != 0xE0 || (third & 0xC0) != 0x80) {
      return 0;
    }
    int character = ((lead & 0x0F) << 12) | ((second & 0x3F) << 6);
    boolean surrogate = (character & 0xF800) == 0xD800;
    return character < 0x800 || surrogate ? 0 : LONGEST;
  }
}
