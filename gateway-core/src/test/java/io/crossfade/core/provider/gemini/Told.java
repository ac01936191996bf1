package io.crossfade.core.provider.gemini;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.chat.ChatEvent;
import io.crossfade.core.chat.ChatEvent.Piece;
import io.crossfade.core.chat.ChatResponse;
import io.crossfade.core.chat.Finish;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Usage;
import io.crossfade.core.json.JsonTrees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an answer of one choice says in the hub, whole or streamed. */
final class Told implements Consumer<ChatEvent> {
  final StringBuilder text = new StringBuilder();
  final StringBuilder thoughts = new StringBuilder();
  final List<String> seals = new ArrayList<>();
  final List<String> calls = new ArrayList<>();
  final List<JsonNode> arguments = new ArrayList<>();
  final List<String> sources = new ArrayList<>();
  final List<String> opaque = new ArrayList<>();
  private final Map<Integer, StringBuilder> begun = new HashMap<>();
  private @Nullable Part open;
  Usage usage = Usage.UNKNOWN;
  @Nullable Finish finish;

  static Told of(ChatResponse response) {
    Told told = new Told();
    response.choices().getFirst().content().forEach(told::part);
    told.finish = response.choices().getFirst().finish();
    told.usage = response.usage();
    return told;
  }

  @Override
  public void accept(ChatEvent event) {
    switch (event) {
      case ChatEvent.Started started -> usage = usage.revisedBy(started.usage());
      case ChatEvent.Counted counted -> usage = usage.revisedBy(counted.usage());
      case ChatEvent.Opened opened -> open(opened);
      case ChatEvent.Delta delta -> piece(delta);
      case ChatEvent.Closed closed -> close(closed.index());
      case ChatEvent.Finished finished -> finish = finished.finish();
      case ChatEvent.Failed failed -> throw new AssertionError(failed.fault().message());
      case ChatEvent.Ended _, ChatEvent.Other _ -> {}
    }
  }

  private void open(ChatEvent.Opened opened) {
    open = opened.part();
    if (open instanceof Part.ToolCall call) {
      calls.add(call.name());
      begun.put(opened.index(), new StringBuilder());
    } else {
      part(opened.part());
    }
  }

  private void piece(ChatEvent.Delta delta) {
    switch (delta.piece()) {
      case Piece.Words words ->
          (open instanceof Part.Reasoning ? thoughts : text).append(words.text());
      case Piece.Arguments(String json) -> requireNonNull(begun.get(delta.index())).append(json);
      case Piece.Signed signed -> seals.add(signed.signature().value());
      case Piece.Cited cited -> sources.add(String.valueOf(cited.citation().url()));
    }
  }

  private void close(int index) {
    StringBuilder json = begun.get(index);
    if (json != null) {
      arguments.add(JsonTrees.parse(json.toString()));
    }
  }

  private void part(Part part) {
    switch (part) {
      case Part.Text said -> {
        text.append(said.text());
        said.citations().forEach(source -> sources.add(String.valueOf(source.url())));
      }
      case Part.Reasoning thought -> {
        thoughts.append(thought.text());
        if (thought.signature() != null) {
          seals.add(thought.signature().value());
        }
      }
      case Part.ToolCall call -> {
        calls.add(call.name());
        arguments.add(JsonTrees.parse(call.arguments()));
      }
      case Part.Opaque other -> opaque.add(other.type());
      default -> throw new AssertionError(part);
    }
  }
}
