package io.crossfade.core.wire;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a path of the data port means.
 *
 * @param kind the operation
 * @param wire the dialect of its errors and streams
 * @param object the model named by the path, decoded once: the id for {@link Kind#MODEL}, the
 *     deployment of an Azure-style path; else null
 */
public record Endpoint(Kind kind, Wire wire, @Nullable String object) {

  /** Operations the gateway knows by name; everything else below {@code /v1/} passes through. */
  public enum Kind {
    CHAT_COMPLETIONS,
    COMPLETIONS,
    EMBEDDINGS,
    RESPONSES,
    MESSAGES,
    COUNT_TOKENS,
    MODELS,
    MODEL,
    HEALTH,
    PASS_THROUGH,
    /** Not yet looked at, or no path of ours. */
    UNKNOWN;

    /** Its name in messages, lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the answer is a stream of events for a caller who asks for one. */
    public boolean canStream() {
      return switch (this) {
        case CHAT_COMPLETIONS, COMPLETIONS, RESPONSES, MESSAGES -> true;
        case EMBEDDINGS, COUNT_TOKENS, MODELS, MODEL, HEALTH, PASS_THROUGH, UNKNOWN -> false;
      };
    }

    /** Whether the body is a JSON document that must name a model. */
    public boolean needsModel() {
      return switch (this) {
        case CHAT_COMPLETIONS, COMPLETIONS, EMBEDDINGS, RESPONSES, MESSAGES, COUNT_TOKENS -> true;
        case MODELS, MODEL, HEALTH, PASS_THROUGH, UNKNOWN -> false;
      };
    }
  }

  public static final Endpoint UNKNOWN = new Endpoint(Kind.UNKNOWN, Wire.OPENAI, null);
}
