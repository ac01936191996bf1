package io.crossfade.core.chat;

import org.jspecify.annotations.Nullable;

/**
 * How much the model should think before it answers.
 *
 * @param effort {@code none}, {@code minimal}, {@code low}, {@code medium}, {@code high} or what
 *     else a dialect calls it; null when not said
 * @param budget most tokens to think, or null
 * @param mode whether to think at all, or null when not said
 * @param extras fields only its own dialect knows
 */
public record Thinking(
    @Nullable String effort, @Nullable Integer budget, @Nullable Mode mode, Extras extras) {
  public static final Thinking UNSAID = new Thinking(null, null, null, Extras.NONE);

  /** Whether to think. */
  public enum Mode {
    ON,
    OFF,
    /** As much as the model sees fit. */
    ADAPTIVE
  }

  /** Whether anything was said about thinking. */
  public boolean said() {
    return !equals(UNSAID);
  }
}
