package io.crossfade.core.translate;

import io.crossfade.core.chat.ChatEvent;
import io.crossfade.core.chat.ChatEvent.Closed;
import io.crossfade.core.chat.ChatEvent.Delta;
import io.crossfade.core.chat.ChatEvent.Opened;
import io.crossfade.core.chat.ChatEvent.Piece;
import io.crossfade.core.chat.Part;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives parts to the pieces of one choice, for providers whose streams have none: each kind of text
 * opens a part and closes the one before, and every tool call is a part.
 */
public final class OpenParts {
  private static final int NONE = -1;

  private final int choice;
  private final Map<Integer, Integer> calls = new HashMap<>(2);
  private int count;
  private int open = NONE;
  private @Nullable Class<? extends Part> kind;

  public OpenParts(int choice) {
    this.choice = choice;
  }

  /** More text of the kind that {@code empty} is, which opens the part unless one is open. */
  public void words(Part empty, Piece piece, Consumer<ChatEvent> events) {
    if (kind != empty.getClass() || open == NONE) {
      open(empty, events);
    }
    events.accept(new Delta(choice, open, piece));
  }

  /** A piece that goes with the part that is open, if there is one. */
  public void add(Piece piece, Consumer<ChatEvent> events) {
    if (open != NONE) {
      events.accept(new Delta(choice, open, piece));
    }
  }

  /** A part begins. */
  public void open(Part part, Consumer<ChatEvent> events) {
    close(events);
    open = count++;
    kind = part.getClass();
    events.accept(new Opened(choice, open, part));
  }

  /**
   * A tool call begins.
   *
   * @param number by which the provider names it in what follows
   */
  public void call(int number, Part.ToolCall call, Consumer<ChatEvent> events) {
    open(call, events);
    calls.put(number, open);
  }

  /** Whether a tool call of that number has begun. */
  public boolean hasCall(int number) {
    return calls.containsKey(number);
  }

  /** More arguments of a call that has begun. */
  public void arguments(int number, String json, Consumer<ChatEvent> events) {
    Integer at = calls.get(number);
    if (at != null) {
      events.accept(new Delta(choice, at, new Piece.Arguments(json)));
    }
  }

  /** Closes the part that is open, if there is one. */
  public void close(Consumer<ChatEvent> events) {
    if (open != NONE) {
      events.accept(new Closed(choice, open));
      open = NONE;
      kind = null;
    }
  }
}
