package io.crossfade.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;

/** Writes random JSON in many spellings, now and then long enough to cross a scan window. */
final class RandomJson {
  private static final List<String> NUMBERS =
      List.of("0", "-0", "1", "-17", "3.25", "1e9", "1E-2", "-0.0e+7", "123456789012345678901234");
  private static final List<String> CHARACTERS =
      List.of(
          "a", "Z", "~", " ", "/", "\\/", "\\n", "\\\"", "\\\\", "\\u0041", "é", "世", "🌍",
          "\u007f");
  private static final List<String> SPACES = List.of("", "", "", " ", "\n", "\t\r\n ");
  private static final List<String> KEYS =
      List.of(
          "\"model\"",
          "\"\\u006dodel\"",
          "\"stream\"",
          "\"\\u0073tream\"",
          "\"user\"",
          "\"metadata\"",
          "\"n\"",
          "\"messages\"",
          "\"prompt\"",
          "\"user_id\"");

  private final Random random;
  private final StringBuilder out = new StringBuilder();

  RandomJson(Random random) {
    this.random = random;
  }

  byte[] document() {
    value(5);
    return out.toString().getBytes(UTF_8);
  }

  /** An object whose keys are mostly ones that routing reads. */
  byte[] body() {
    space();
    object(3, true);
    return out.toString().getBytes(UTF_8);
  }

  private void value(int depth) {
    space();
    switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> out.append(NUMBERS.get(random.nextInt(NUMBERS.size())));
      case 1 -> string();
      case 2 -> out.append("true");
      case 3 -> out.append("false");
      case 4 -> out.append("null");
      case 5 -> array(depth);
      default -> object(depth, false);
    }
    space();
  }

  private void array(int depth) {
    out.append('[');
    for (int left = random.nextInt(4); left > 0; left--) {
      value(depth - 1);
      out.append(left > 1 ? "," : "");
    }
    space();
    out.append(']');
  }

  private void object(int depth, boolean routed) {
    out.append('{');
    space();
    for (int left = random.nextInt(routed ? 6 : 4); left > 0; left--) {
      String key = KEYS.get(random.nextInt(KEYS.size()));
      if (routed || random.nextBoolean()) {
        out.append(key);
      } else {
        string();
      }
      space();
      out.append(':');
      member(key, depth);
      out.append(left > 1 ? "," : "");
      space();
    }
    out.append('}');
  }

  /** Mostly of the type the field should have. */
  private void member(String key, int depth) {
    if (key.endsWith("tream\"") && random.nextInt(8) > 0) {
      space();
      out.append(random.nextBoolean());
      space();
    } else if (key.endsWith("odel\"") && random.nextInt(8) > 0) {
      string();
    } else {
      value(depth - 1);
    }
  }

  private void string() {
    out.append('"');
    int length = random.nextInt(400) == 0 ? 15_000 + random.nextInt(6_000) : random.nextInt(20);
    boolean plain = random.nextBoolean();
    for (int i = 0; i < length; i++) {
      out.append(plain ? "x" : CHARACTERS.get(random.nextInt(CHARACTERS.size())));
    }
    out.append('"');
  }

  private void space() {
    out.append(SPACES.get(random.nextInt(SPACES.size())));
  }
}
