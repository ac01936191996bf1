package io.crossfade.core.provider.gemini;

import static io.crossfade.core.provider.gemini.GeminiRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatEvent;
import io.crossfade.core.chat.ChatEvent.Piece;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Finish;
import io.crossfade.core.chat.Marks;
import io.crossfade.core.chat.Part;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.OpenParts;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One candidate of a stream, as far as it has come. */
final class GeminiChoice {
  private static final Part.Text TEXT = new Part.Text("");
  private static final Part.Reasoning THOUGHT = new Part.Reasoning("", null, false, Marks.NONE);

  private final int index;
  private final String answer;
  private final OpenParts parts;
  private @Nullable GeminiArguments arguments;
  private int calls;
  private boolean finished;

  /**
   * Starts with nothing.
   *
   * @param answer id of the answer, for calls that have none of their own
   */
  GeminiChoice(int index, String answer) {
    this.index = index;
    this.answer = answer;
    this.parts = new OpenParts(index);
  }

  void read(JsonNode candidate, Consumer<ChatEvent> events) {
    JsonNode logprobs = GeminiLogprobs.of(candidate);
    for (JsonNode part : candidate.path("content").path("parts")) {
      if (part.has("functionCall")) {
        call(part, events);
      } else {
        said(part, logprobs, events);
        logprobs = null;
      }
    }
    GeminiSources.of(candidate).forEach(source -> parts.add(new Piece.Cited(source), events));
    Extras extras = GeminiAnswers.ofCandidate(candidate);
    String finish = candidate.path("finishReason").asText("");
    if (!finish.isEmpty() && !finished) {
      finish(GeminiFinish.read(finish, calls > 0, extras), events);
    } else if (!extras.isEmpty()) {
      other(extras, events);
    }
  }

  private void said(JsonNode part, @Nullable JsonNode logprobs, Consumer<ChatEvent> events) {
    switch (GeminiAnswers.part(part)) {
      case Part.Text text -> {
        if (!text.text().isEmpty() || logprobs != null) {
          parts.words(TEXT, new Piece.Words(text.text(), logprobs), events);
        }
        seal(part, events);
      }
      case Part.Reasoning thought -> thought(thought, events);
      case Part other -> whole(other, events);
    }
  }

  private void thought(Part.Reasoning thought, Consumer<ChatEvent> events) {
    parts.words(THOUGHT, new Piece.Words(thought.text()), events);
    if (thought.signature() != null) {
      parts.add(new Piece.Signed(thought.signature()), events);
      parts.close(events);
    }
  }

  private void seal(JsonNode part, Consumer<ChatEvent> events) {
    Part seal = GeminiAnswers.seal(part);
    if (seal != null) {
      whole(seal, events);
    }
  }

  private void whole(Part part, Consumer<ChatEvent> events) {
    parts.open(part, events);
    parts.close(events);
  }

  /** Most calls come whole; of one that comes in pieces only the first has a name. */
  private void call(JsonNode part, Consumer<ChatEvent> events) {
    JsonNode call = part.path("functionCall");
    if (call.has("name")) {
      endCall(events);
      seal(part, events);
      parts.call(calls, GeminiAnswers.call(part, answer, calls), events);
      calls++;
      arguments = new GeminiArguments(call.path("args"));
    }
    if (arguments != null) {
      call.path("partialArgs").forEach(arguments::add);
    }
    if (!call.path("willContinue").asBoolean()) {
      endCall(events);
    }
  }

  private void endCall(Consumer<ChatEvent> events) {
    if (arguments != null) {
      parts.arguments(calls - 1, arguments.json(), events);
      arguments = null;
    }
  }

  private void finish(Finish finish, Consumer<ChatEvent> events) {
    finished = true;
    endCall(events);
    parts.close(events);
    events.accept(new ChatEvent.Finished(index, finish));
  }

  private void other(Extras extras, Consumer<ChatEvent> events) {
    ObjectNode raw = JsonTrees.object().put("index", index);
    extras.into(raw, DIALECT);
    events.accept(new ChatEvent.Other(DIALECT, "candidate", raw));
  }
}
