package io.crossfade.core.provider.cohere;

import static io.crossfade.core.provider.cohere.CohereRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatEvent;
import io.crossfade.core.chat.ChatEvent.Piece;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Marks;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Usage;
import io.crossfade.core.translate.OpenParts;
import io.crossfade.core.translate.SseStream;
import java.util.Set;
import java.util.function.Consumer;

/** Reads a streamed answer. Source: Cohere API reference, "Chat with streaming". */
public final class CohereStream extends SseStream {
  private static final Set<String> KNOWN = Set.of("id", "type", "delta");
  private static final Part.Text TEXT = new Part.Text("");
  private static final Part.Reasoning THOUGHT = new Part.Reasoning("", null, false, Marks.NONE);

  private final OpenParts parts = new OpenParts(0);
  private boolean sawContent;
  private boolean argumentsDue;

  @Override
  protected void event(String name, ObjectNode data, Consumer<ChatEvent> events) {
    String type = data.path("type").asText(name);
    JsonNode delta = data.path("delta");
    JsonNode message = delta.path("message");
    switch (type) {
      case "message-start" -> events.accept(start(data));
      case "content-start" -> {
        parts.close(events);
        words(message.path("content"), events);
      }
      case "content-delta" -> words(message.path("content"), events);
      case "tool-plan-delta" -> text(TEXT, message.path("tool_plan"), events);
      case "tool-call-start" -> call(data, events);
      case "tool-call-delta" ->
          arguments(data, message.at("/tool_calls/function/arguments").asText(""), events);
      case "tool-call-end" -> closeCall(data, events);
      case "citation-start" -> cite(message.path("citations"), events);
      case "content-end", "citation-end" -> {}
      case "message-end" -> end(delta, events);
      default -> other(type, data, events);
    }
  }

  /** Its own last event is the end. */
  @Override
  protected void done(Consumer<ChatEvent> events) {}

  private static ChatEvent start(JsonNode data) {
    return new ChatEvent.Started(
        data.path("id").asText(), "", 0, Usage.UNKNOWN, Extras.beyond(KNOWN, data, DIALECT));
  }

  private void words(JsonNode content, Consumer<ChatEvent> events) {
    text(THOUGHT, content.path("thinking"), events);
    text(TEXT, content.path("text"), events);
  }

  private void text(Part empty, JsonNode words, Consumer<ChatEvent> events) {
    if (!words.asText("").isEmpty()) {
      sawContent = true;
      parts.words(empty, new Piece.Words(words.asText()), events);
    }
  }

  private void cite(JsonNode citations, Consumer<ChatEvent> events) {
    if (citations.isArray()) {
      CohereSources.read(citations).forEach(each -> parts.add(new Piece.Cited(each), events));
    } else {
      parts.add(new Piece.Cited(CohereSources.citation(citations)), events);
    }
  }

  /** Its arguments may all come at once, in pieces, or never, where there are none. */
  private void call(JsonNode data, Consumer<ChatEvent> events) {
    JsonNode call = data.path("delta").path("message").path("tool_calls");
    JsonNode function = call.path("function");
    sawContent = true;
    argumentsDue = true;
    parts.call(
        data.path("index").asInt(),
        new Part.ToolCall(call.path("id").asText(), function.path("name").asText(), ""),
        events);
    arguments(data, function.path("arguments").asText(""), events);
  }

  private void arguments(JsonNode data, String json, Consumer<ChatEvent> events) {
    if (!json.isEmpty()) {
      argumentsDue = false;
      parts.arguments(data.path("index").asInt(), json, events);
    }
  }

  private void closeCall(JsonNode data, Consumer<ChatEvent> events) {
    if (argumentsDue) {
      arguments(data, "{}", events);
    }
    parts.close(events);
  }

  private void end(JsonNode delta, Consumer<ChatEvent> events) {
    events.accept(new ChatEvent.Counted(CohereUsage.of(delta)));
    if (CohereFinish.failed(delta)) {
      fail(CohereErrors.inStream(delta, sawContent), events);
      return;
    }
    parts.close(events);
    events.accept(new ChatEvent.Finished(0, CohereFinish.read(delta)));
    events.accept(new ChatEvent.Ended());
  }

  /** An error has no type here: it looks as it would without a stream. */
  private void other(String type, ObjectNode data, Consumer<ChatEvent> events) {
    if (type.isEmpty() || type.equals("error") || type.equals("stream-error")) {
      fail(CohereErrors.inStream(data, sawContent), events);
    } else {
      events.accept(new ChatEvent.Other(DIALECT, type, data));
    }
  }
}
