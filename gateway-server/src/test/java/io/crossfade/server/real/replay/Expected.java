package io.crossfade.server.real.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** What has to reach the caller; bodies have one character per byte. */
sealed interface Expected {

  /** The rule it follows from, for the reader of a failure. */
  String why();

  /** The provider's answer, byte for byte. */
  record Same(int status, String latin1, String why) implements Expected {}

  /** An error in the gateway's own words, of this code where the wire has one. */
  record Ours(int status, String code, String why) implements Expected {}

  /** What the provider sent, and the gateway's error event behind it. */
  record Broken(String latin1, String code, String why) implements Expected {}

  /** Which of the two depends on what one read of the provider's socket happened to bring. */
  record Either(Ours nothingSent, Same sent) implements Expected {
    @Override
    public String why() {
      return nothingSent.why() + ", or " + sent.why();
    }

    Expected by(int status) {
      return status == sent.status() ? sent : nothingSent;
    }
  }

  static Same same(int status, String body, String why) {
    return new Same(status, latin1(body), why);
  }

  static String latin1(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }
}
