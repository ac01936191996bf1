package io.crossfade.core.wire.responses;

import java.util.UUID;

/**
 * The ids of one answer and its items, made of the one its provider gave. OpenAI takes back only
 * ids of 64 characters at most that begin with the name of what they are for.
 *
 * @param base letters, digits, dashes and underlines
 */
record ResponsesIds(String base) {
  private static final int MAX_BASE = 48;

  /** What ids of Anthropic's answers begin with, which here is a message's prefix. */
  private static final String ANTHROPICS = "msg_";

  /** Ids after the provider's, or new ones where he gives none. */
  static ResponsesIds of(String given) {
    StringBuilder base = new StringBuilder();
    (given.startsWith(ANTHROPICS) ? given.substring(ANTHROPICS.length()) : given)
        .chars()
        .filter(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_'))
        .limit(MAX_BASE)
        .forEach(c -> base.append((char) c));
    return new ResponsesIds(
        base.isEmpty() ? UUID.randomUUID().toString().replace("-", "") : base.toString());
  }

  String response() {
    return "resp_" + base;
  }

  String message(int item) {
    return item("msg", item);
  }

  String call(int item) {
    return item("fc", item);
  }

  String reasoning(int item) {
    return item("rs", item);
  }

  private String item(String kind, int item) {
    return kind + "_" + base + "_" + item;
  }
}
