package io.crossfade.core.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatEvent.Piece;
import io.crossfade.core.chat.Citation;
import io.crossfade.core.chat.Field;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import org.jspecify.annotations.Nullable;

/** A message that is being told: texts and refusals, one after the other. */
final class OpenMessage implements OpenItem {
  private final ResponsesEvents events;
  private final Losses losses;
  private final int index;
  private final String id;
  private final ArrayNode contents = JsonTrees.object().arrayNode();
  private final StringBuilder words = new StringBuilder();
  private ArrayNode annotations = contents.arrayNode();
  private ArrayNode logprobs = contents.arrayNode();
  private boolean refusal;
  private boolean open;

  OpenMessage(ResponsesEvents events, Losses losses, int index, String id) {
    this.events = events;
    this.losses = losses;
    this.index = index;
    this.id = id;
    events.added(index, ResponsesItems.message(id, "in_progress", contents.arrayNode()));
  }

  /** The next text, or refusal, begins. */
  void begin(boolean isRefusal, String text) {
    close();
    refusal = isRefusal;
    open = true;
    words.setLength(0);
    annotations = contents.arrayNode();
    logprobs = contents.arrayNode();
    part("response.content_part.added", content());
    more(text, null);
  }

  private ObjectNode content() {
    String text = words.toString();
    return refusal
        ? ResponsesItems.refusal(text)
        : ResponsesItems.text(text, annotations.deepCopy(), logprobs.deepCopy());
  }

  private ObjectNode event(String type) {
    return events.event(type, id, index).put("content_index", contents.size());
  }

  private void part(String type, ObjectNode content) {
    ObjectNode event = event(type);
    event.set("part", content);
    events.tell(event);
  }

  @Override
  public void add(Piece piece) {
    switch (piece) {
      case Piece.Words(String text, JsonNode ofChat) -> more(text, ofChat);
      case Piece.Cited(Citation citation) -> cited(citation);
      case Piece.Arguments _, Piece.Signed _ -> {}
    }
  }

  private void more(String text, @Nullable JsonNode ofChat) {
    ArrayNode tokens = ResponsesItems.logprobs(ofChat);
    if (text.isEmpty() && tokens.isEmpty()) {
      return;
    }
    words.append(text);
    if (refusal) {
      events.tell(event("response.refusal.delta").put("delta", text));
      return;
    }
    logprobs.addAll(tokens);
    ObjectNode event = event("response.output_text.delta").put("delta", text);
    event.set("logprobs", tokens);
    events.tell(event);
  }

  private void cited(Citation citation) {
    ResponsesItems.annotation(citation, words.length())
        .ifPresentOrElse(this::annotation, () -> losses.drop(Field.CITATIONS, "content.citations"));
  }

  private void annotation(ObjectNode annotation) {
    ObjectNode event =
        event("response.output_text.annotation.added").put("annotation_index", annotations.size());
    event.set("annotation", annotation);
    events.tell(event);
    annotations.add(annotation);
  }

  private void close() {
    if (!open) {
      return;
    }
    open = false;
    ObjectNode whole = content();
    if (refusal) {
      events.tell(event("response.refusal.done").put("refusal", words.toString()));
    } else {
      ObjectNode event = event("response.output_text.done").put("text", words.toString());
      event.set("logprobs", logprobs);
      events.tell(event);
    }
    part("response.content_part.done", whole);
    contents.add(whole);
  }

  @Override
  public boolean endsBeforeNext() {
    return true;
  }

  @Override
  public ObjectNode finish(String status) {
    close();
    ObjectNode item = ResponsesItems.message(id, status, contents);
    events.done(index, item);
    return item;
  }
}
