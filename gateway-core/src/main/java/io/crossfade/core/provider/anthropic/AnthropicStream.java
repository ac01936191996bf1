package io.crossfade.core.provider.anthropic;

import static io.crossfade.core.provider.anthropic.AnthropicRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatEvent;
import io.crossfade.core.chat.ChatEvent.Piece;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Finish;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Signature;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.SseStream;
import java.util.Set;
import java.util.function.Consumer;

/** Reads a streamed message. Source: Anthropic, "Streaming messages". */
public final class AnthropicStream extends SseStream {
  private static final Set<String> KNOWN =
      Set.of("id", "type", "role", "model", "content", "stop_reason", "stop_sequence", "usage");
  private static final Set<String> KNOWN_DELTA = Set.of("stop_reason", "stop_sequence");

  /** The last value of each counter counts, and each event tells only some. */
  private final ObjectNode usage = JsonTrees.object();

  private boolean callWithoutArguments;
  private boolean sawContent;

  @Override
  protected void event(String name, ObjectNode data, Consumer<ChatEvent> events) {
    String type = data.path("type").asText();
    switch (type) {
      case "message_start" -> events.accept(start(data.path("message")));
      case "content_block_start" -> open(data, events);
      case "content_block_delta" -> more(data, events);
      case "content_block_stop" -> close(data.path("index").asInt(), events);
      case "message_delta" -> delta(data, events);
      case "message_stop" -> events.accept(new ChatEvent.Ended());
      case "error" -> fail(AnthropicErrors.inStream(data, sawContent), events);
      default -> events.accept(new ChatEvent.Other(DIALECT, type, data));
    }
  }

  private ChatEvent start(JsonNode message) {
    count(message.path("usage"));
    return new ChatEvent.Started(
        message.path("id").asText(),
        message.path("model").asText(),
        0,
        AnthropicUsage.read(usage),
        Extras.beyond(KNOWN, message, DIALECT));
  }

  private void open(JsonNode data, Consumer<ChatEvent> events) {
    Part part = AnthropicBlocks.read(data.path("content_block"));
    callWithoutArguments = false;
    if (part instanceof Part.ToolCall call && call.arguments().equals("{}")) {
      callWithoutArguments = true;
      part = new Part.ToolCall(call.id(), call.name(), "", null, call.marks());
    }
    sawContent = true;
    events.accept(new ChatEvent.Opened(0, data.path("index").asInt(), part));
  }

  private void more(JsonNode data, Consumer<ChatEvent> events) {
    int index = data.path("index").asInt();
    JsonNode delta = data.path("delta");
    switch (delta.path("type").asText()) {
      case "text_delta" -> piece(index, new Piece.Words(delta.path("text").asText()), events);
      case "thinking_delta" ->
          piece(index, new Piece.Words(delta.path("thinking").asText()), events);
      case "input_json_delta" -> arguments(index, delta.path("partial_json").asText(), events);
      case "signature_delta" ->
          piece(
              index,
              new Piece.Signed(new Signature(DIALECT, delta.path("signature").asText())),
              events);
      case "citations_delta" ->
          piece(index, new Piece.Cited(AnthropicBlocks.citation(delta.path("citation"))), events);
      default -> events.accept(new ChatEvent.Other(DIALECT, "content_block_delta", data));
    }
  }

  private void arguments(int index, String json, Consumer<ChatEvent> events) {
    callWithoutArguments &= json.isEmpty();
    piece(index, new Piece.Arguments(json), events);
  }

  private static void piece(int index, Piece piece, Consumer<ChatEvent> events) {
    events.accept(new ChatEvent.Delta(0, index, piece));
  }

  /** No arguments are an empty object, in every dialect but this one's streams. */
  private void close(int index, Consumer<ChatEvent> events) {
    if (callWithoutArguments) {
      callWithoutArguments = false;
      piece(index, new Piece.Arguments("{}"), events);
    }
    events.accept(new ChatEvent.Closed(0, index));
  }

  private void delta(JsonNode data, Consumer<ChatEvent> events) {
    count(data.path("usage"));
    events.accept(new ChatEvent.Counted(AnthropicUsage.read(usage)));
    JsonNode delta = data.path("delta");
    Finish finish = AnthropicFinish.read(delta, Extras.beyond(KNOWN_DELTA, delta, DIALECT));
    if (!finish.raw().isEmpty()) {
      events.accept(new ChatEvent.Finished(0, finish));
    }
  }

  private void count(JsonNode counters) {
    if (counters instanceof ObjectNode given) {
      usage.setAll(given);
    }
  }
}
