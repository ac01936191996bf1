package io.crossfade.core.provider.openai;

import static io.crossfade.core.provider.openai.OpenAiRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatEvent;
import io.crossfade.core.chat.ChatEvent.Piece;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Finish;
import io.crossfade.core.chat.Marks;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Usage;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.OpenParts;
import io.crossfade.core.translate.SseStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads a stream of {@code chat.completion.chunk}. Source: OpenAI API reference, "The chat
 * completion chunk object".
 */
public final class OpenAiStream extends SseStream {
  private static final Set<String> KNOWN =
      Set.of("id", "object", "created", "model", "choices", "usage", "obfuscation");
  private static final Set<String> KNOWN_CHOICE =
      Set.of("index", "delta", "finish_reason", "logprobs");
  private static final Set<String> KNOWN_DELTA =
      Set.of(
          "role",
          "content",
          "refusal",
          "tool_calls",
          "annotations",
          "reasoning_content",
          "reasoning",
          "reasoning_details");

  private static final Part.Text TEXT = new Part.Text("");
  private static final Part.Refusal REFUSAL = new Part.Refusal("");
  private static final Part.Reasoning THOUGHT = new Part.Reasoning("", null, false, Marks.NONE);

  private final Map<Integer, Choice> choices = new HashMap<>(2);
  private boolean started;

  /** Where one choice stands. */
  private static final class Choice {
    private final OpenParts parts;
    private boolean finished;

    Choice(int index) {
      this.parts = new OpenParts(index);
    }
  }

  @Override
  protected void event(String name, ObjectNode chunk, Consumer<ChatEvent> events) {
    if (name.equals("error") || failed(chunk)) {
      fail(OpenAiErrors.inStream(chunk, started), events);
      return;
    }
    if (!started) {
      started = true;
      events.accept(start(chunk));
    }
    for (JsonNode choice : chunk.path("choices")) {
      choice(choice, events);
    }
    Usage usage = OpenAiUsage.of(chunk);
    if (usage != null) {
      events.accept(new ChatEvent.Counted(usage));
    }
  }

  private static boolean failed(ObjectNode chunk) {
    boolean failed = chunk.path("error").isObject() || chunk.path("error").isTextual();
    for (JsonNode choice : chunk.path("choices")) {
      failed |= OpenAiErrors.failed(choice);
    }
    return failed;
  }

  private static ChatEvent start(ObjectNode chunk) {
    return new ChatEvent.Started(
        chunk.path("id").asText(),
        chunk.path("model").asText(),
        chunk.path("created").asLong(),
        Usage.UNKNOWN,
        Extras.beyond(KNOWN, chunk, DIALECT));
  }

  private void choice(JsonNode choice, Consumer<ChatEvent> events) {
    int index = choice.path("index").asInt();
    Choice at = choices.computeIfAbsent(index, Choice::new);
    JsonNode delta = choice.path("delta");
    words(at.parts, choice, events);
    for (JsonNode call : delta.path("tool_calls")) {
      call(at.parts, call, events);
    }
    for (JsonNode annotation : delta.path("annotations")) {
      at.parts.add(new Piece.Cited(OpenAiResponses.citation(annotation)), events);
    }
    Extras extras = Extras.beyond(KNOWN_CHOICE, choice, DIALECT);
    JsonNode finish = choice.path("finish_reason");
    if (finish.isTextual() && !finish.asText().isEmpty()) {
      finish(index, at, OpenAiFinish.read(finish.asText(), extras), events);
      extras = Extras.NONE;
    }
    other(index, extras, Extras.beyond(KNOWN_DELTA, delta, DIALECT), events);
  }

  private static void finish(int index, Choice at, Finish finish, Consumer<ChatEvent> events) {
    at.parts.close(events);
    if (!at.finished) {
      at.finished = true;
      events.accept(new ChatEvent.Finished(index, finish));
    }
  }

  private static void words(OpenParts parts, JsonNode choice, Consumer<ChatEvent> events) {
    JsonNode delta = choice.path("delta");
    JsonNode logprobs = choice.path("logprobs");
    String thought = OpenAiContent.thought(delta);
    if (!thought.isEmpty()) {
      parts.words(THOUGHT, new Piece.Words(thought), events);
    }
    OpenAiContent.listed(delta.path("content")).forEach(part -> listed(parts, part, events));
    String text = delta.path("content").asText("");
    if (!text.isEmpty() || logprobs.path("content").isArray()) {
      parts.words(TEXT, new Piece.Words(text, logprobs.isObject() ? logprobs : null), events);
    }
    String refusal = delta.path("refusal").asText("");
    if (!refusal.isEmpty()) {
      parts.words(REFUSAL, new Piece.Words(refusal, logprobs.isObject() ? logprobs : null), events);
    }
  }

  /** What Mistral tells in a list of parts, in mid-stream, and others never do. */
  private static void listed(OpenParts parts, Part part, Consumer<ChatEvent> events) {
    switch (part) {
      case Part.Text said -> parts.words(TEXT, new Piece.Words(said.text()), events);
      case Part.Reasoning thought -> parts.words(THOUGHT, new Piece.Words(thought.text()), events);
      default -> parts.open(part, events);
    }
  }

  /** Its id and name come once, in the first piece of that index. */
  private static void call(OpenParts parts, JsonNode call, Consumer<ChatEvent> events) {
    int number = call.path("index").asInt();
    JsonNode function = call.path("function");
    String arguments = OpenAiResponses.arguments(function.path("arguments"));
    if (parts.hasCall(number)) {
      parts.arguments(number, arguments, events);
    } else {
      parts.call(
          number,
          new Part.ToolCall(call.path("id").asText(), function.path("name").asText(), ""),
          events);
      if (!arguments.isEmpty()) {
        parts.arguments(number, arguments, events);
      }
    }
  }

  /** What only this dialect knows goes on as one choice in its own form. */
  private static void other(
      int index, Extras ofChoice, Extras ofDelta, Consumer<ChatEvent> events) {
    if (ofChoice.isEmpty() && ofDelta.isEmpty()) {
      return;
    }
    ObjectNode raw = JsonTrees.object().put("index", index);
    ObjectNode delta = raw.putObject("delta");
    ofDelta.into(delta, DIALECT);
    raw.putNull("finish_reason");
    ofChoice.into(raw, DIALECT);
    events.accept(new ChatEvent.Other(DIALECT, "choice", raw));
  }
}
