package io.crossfade.core.chat;

import org.jspecify.annotations.Nullable;

/**
 * Whether the model may, must or must not call tools.
 *
 * @param name of the tool it must call; null but for {@code NAMED}
 * @param raw a choice only its own dialect knows, for {@code OTHER}
 */
public record ToolChoice(Mode mode, @Nullable String name, Extras raw) {

  public ToolChoice(Mode mode) {
    this(mode, null, Extras.NONE);
  }

  /** How free the model is. */
  public enum Mode {
    AUTO,
    NONE,
    /** Some tool. */
    REQUIRED,
    /** This tool. */
    NAMED,
    OTHER
  }
}
