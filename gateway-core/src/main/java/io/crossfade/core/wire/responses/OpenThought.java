package io.crossfade.core.wire.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatEvent.Piece;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Signature;
import org.jspecify.annotations.Nullable;

/** A thought that is being told: its words as the one part of a summary. */
final class OpenThought implements OpenItem {
  private final ResponsesEvents events;
  private final int index;
  private final String id;
  private final boolean hidden;
  private final StringBuilder words = new StringBuilder();
  private @Nullable Signature signature;

  OpenThought(ResponsesEvents events, int index, String id, Part.Reasoning thought) {
    this.events = events;
    this.index = index;
    this.id = id;
    this.hidden = thought.hidden();
    this.signature = thought.signature();
    events.added(index, ResponsesReasoning.begun(id));
    more(thought.text());
  }

  @Override
  public void add(Piece piece) {
    switch (piece) {
      case Piece.Words(String text, var _) -> more(text);
      case Piece.Signed(Signature seal) -> signature = seal;
      case Piece.Arguments _, Piece.Cited _ -> {}
    }
  }

  private void more(String text) {
    if (text.isEmpty()) {
      return;
    }
    if (words.isEmpty()) {
      part("response.reasoning_summary_part.added", "");
    }
    words.append(text);
    events.tell(summary("response.reasoning_summary_text.delta").put("delta", text));
  }

  private ObjectNode summary(String type) {
    return events.event(type, id, index).put("summary_index", 0);
  }

  private void part(String type, String text) {
    ObjectNode event = summary(type);
    event.set("part", ResponsesReasoning.summary(text));
    events.tell(event);
  }

  @Override
  public boolean endsBeforeNext() {
    return true;
  }

  @Override
  public ObjectNode finish(String status) {
    String all = words.toString();
    if (!all.isEmpty()) {
      events.tell(summary("response.reasoning_summary_text.done").put("text", all));
      part("response.reasoning_summary_part.done", all);
    }
    ObjectNode item = ResponsesReasoning.print(id, all, signature, hidden);
    events.done(index, item);
    return item;
  }
}
