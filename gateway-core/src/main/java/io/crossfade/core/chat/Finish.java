package io.crossfade.core.chat;

import org.jspecify.annotations.Nullable;

/**
 * Why an answer is over.
 *
 * @param reason in the hub's words
 * @param raw the provider's own word
 * @param stopSequence the caller's text that stopped it, or null
 * @param extras fields only its own dialect knows
 */
public record Finish(Reason reason, String raw, @Nullable String stopSequence, Extras extras) {

  public Finish(Reason reason, String raw) {
    this(reason, raw, null, Extras.NONE);
  }

  /** Why, in the hub's words. */
  public enum Reason {
    /** The model was done, or met a stop sequence. */
    STOP,
    /** The limit on tokens, or the context window, was reached. */
    LENGTH,
    TOOL_CALLS,
    /** The provider or the model would not answer. */
    CONTENT_FILTER,
    /** A long turn that the caller may continue by sending it back. */
    PAUSE,
    /** A reason the provider did not explain; callers see the plainest one, {@code stop}. */
    OTHER
  }
}
