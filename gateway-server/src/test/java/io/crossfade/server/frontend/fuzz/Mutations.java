package io.crossfade.server.frontend.fuzz;

import java.util.Arrays;
import java.util.Random;

/** Small damage, of the kinds that parsers disagree about. */
final class Mutations {
  private static final String[] SPICES = {
    "\r",
    "\n",
    "\r\n",
    "\0",
    " ",
    "\t",
    ":",
    "0",
    "-1",
    "+1",
    "0x1",
    "\u00ff",
    ";",
    ",",
    "chunked",
    "Content-Length: 5\r\n",
    "Transfer-Encoding: chunked\r\n",
    "HTTP/1.1",
    "99999999999999999999",
  };

  private Mutations() {}

  /** A copy with one to four places changed. */
  static byte[] of(byte[] octets, Random random) {
    byte[] damaged = octets;
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      damaged = once(damaged, random);
    }
    return damaged;
  }

  private static byte[] once(byte[] octets, Random random) {
    int at = random.nextInt(octets.length + 1);
    int to = Math.min(octets.length, at + random.nextInt(8));
    return switch (random.nextInt(4)) {
      case 0 -> spliced(octets, at, at, SPICES[random.nextInt(SPICES.length)]);
      case 1 -> spliced(octets, at, to, "");
      case 2 -> spliced(octets, at, at, text(octets, at, to));
      default -> spliced(octets, at, Math.min(octets.length, at + 1), anyByte(random));
    };
  }

  private static String anyByte(Random random) {
    return String.valueOf((char) random.nextInt(256));
  }

  private static String text(byte[] octets, int from, int to) {
    return new String(octets, from, to - from, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private static byte[] spliced(byte[] octets, int from, int to, String between) {
    byte[] put = between.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    byte[] all = Arrays.copyOf(octets, from + put.length + octets.length - to);
    System.arraycopy(put, 0, all, from, put.length);
    System.arraycopy(octets, to, all, from + put.length, octets.length - to);
    return all;
  }
}
