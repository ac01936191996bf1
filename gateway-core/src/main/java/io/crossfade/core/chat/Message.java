package io.crossfade.core.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message.
 *
 * @param role who speaks
 * @param content in order; may be empty
 * @param name of the participant, or null
 * @param extras fields only its own dialect knows
 */
public record Message(Role role, List<Part> content, @Nullable String name, Extras extras) {

  public Message {
    content = List.copyOf(content);
  }

  public Message(Role role, List<Part> content) {
    this(role, content, null, Extras.NONE);
  }

  /** Who speaks; {@code TOOL} messages hold tool results, which a {@code USER} message may too. */
  public enum Role {
    SYSTEM,
    /** A system message by OpenAI's newer name. */
    DEVELOPER,
    USER,
    ASSISTANT,
    TOOL;

    /** Whether it instructs rather than converses. */
    public boolean instructs() {
      return this == SYSTEM || this == DEVELOPER;
    }
  }
}
