package io.crossfade.core.wire.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatEvent.Piece;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Part;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;

/** A tool call that is being told. */
final class OpenCall implements OpenItem {
  private final ResponsesEvents events;
  private final Losses losses;
  private final int index;
  private final String id;
  private final Part.ToolCall call;
  private final StringBuilder arguments = new StringBuilder();

  OpenCall(ResponsesEvents events, Losses losses, int index, String id, Part.ToolCall call) {
    this.events = events;
    this.losses = losses;
    this.index = index;
    this.id = id;
    this.call = call;
    events.added(index, ResponsesItems.call(id, "in_progress", call, ""));
    more(call.arguments());
  }

  @Override
  public void add(Piece piece) {
    switch (piece) {
      case Piece.Arguments(String json) -> more(json);
      case Piece.Signed _ -> losses.drop(Field.REASONING, "function_call.signature");
      case Piece.Words _, Piece.Cited _ -> {}
    }
  }

  private void more(String json) {
    if (!json.isEmpty()) {
      arguments.append(json);
      delta(json);
    }
  }

  private void delta(String json) {
    events.tell(
        events.event("response.function_call_arguments.delta", id, index).put("delta", json));
  }

  /** Some providers tell parallel calls by turns; arguments that are one document are whole. */
  @Override
  public boolean endsBeforeNext() {
    return !arguments.isEmpty() && JsonTrees.parse(arguments.toString()) != null;
  }

  @Override
  public ObjectNode finish(String status) {
    if (arguments.isEmpty() && status.equals(ResponsesFinish.COMPLETED)) {
      more("{}");
    }
    events.tell(
        events
            .event("response.function_call_arguments.done", id, index)
            .put("name", call.name())
            .put("arguments", arguments.toString()));
    ObjectNode item = ResponsesItems.call(id, status, call, arguments.toString());
    events.done(index, item);
    return item;
  }
}
