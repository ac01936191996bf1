package io.crossfade.core.wire;

import io.crossfade.core.json.BodyFacts;

/** Makes the reader for a stream. */
public final class StreamReaders {
  private StreamReaders() {}

  /**
   * Returns a fresh reader for the answer to a call.
   *
   * @param endpoint whose dialect the stream is in
   * @param facts of the request: how many choices it asked for
   */
  public static StreamReader of(Endpoint endpoint, BodyFacts facts) {
    return switch (endpoint.kind()) {
      case CHAT_COMPLETIONS, COMPLETIONS -> new ChatStreamReader(facts.choices());
      case RESPONSES -> new ResponsesStreamReader();
      case MESSAGES -> new MessagesStreamReader();
      case EMBEDDINGS, COUNT_TOKENS, MODELS, MODEL, HEALTH, PASS_THROUGH, UNKNOWN ->
          new NeutralStreamReader();
    };
  }
}
