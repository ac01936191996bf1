package io.crossfade.core.wire.anthropic;

import static io.crossfade.core.wire.anthropic.AnthropicMessagesRequests.DIALECT;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatEvent;
import io.crossfade.core.chat.ChatEvent.Piece;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Finish;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Usage;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.EventPrinter;
import io.crossfade.core.translate.Losses;
import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints a streamed message. Source: Anthropic, "Streaming messages". */
public final class AnthropicMessagesStream implements EventPrinter {
  private final AnthropicBlocks blocks;

  /** Blocks by the part they say; parts without a block have no number here. */
  private final Map<Integer, Integer> numbers = new HashMap<>();

  private @Nullable Part open;
  private @Nullable Finish finish;
  private Usage usage = Usage.UNKNOWN;
  private boolean refused;

  public AnthropicMessagesStream(ChatRequest asked, Losses losses) {
    this.blocks = new AnthropicBlocks(losses);
  }

  @Override
  public void print(ChatEvent event, ByteBuf out) {
    switch (event) {
      case ChatEvent.Started started -> start(started, out);
      case ChatEvent.Opened opened when opened.choice() == 0 -> open(opened, out);
      case ChatEvent.Delta delta when delta.choice() == 0 -> more(delta, out);
      case ChatEvent.Closed closed when closed.choice() == 0 -> close(closed, out);
      case ChatEvent.Finished finished when finished.choice() == 0 -> finish = finished.finish();
      case ChatEvent.Counted counted -> usage = usage.revisedBy(counted.usage());
      case ChatEvent.Ended _ -> end(out);
      case ChatEvent.Other other -> other(other, out);
      default -> {}
    }
  }

  private void start(ChatEvent.Started started, ByteBuf out) {
    usage = usage.revisedBy(started.usage());
    ObjectNode message = JsonTrees.object();
    message.put("id", started.id());
    message.put("type", "message");
    message.put("role", "assistant");
    message.put("model", started.model());
    message.putArray("content");
    message.putNull("stop_reason");
    message.putNull("stop_sequence");
    message.set("usage", AnthropicUsage.print(usage));
    started.extras().into(message, DIALECT);
    ObjectNode data = JsonTrees.object().put("type", "message_start");
    data.set("message", message);
    event(data, out);
  }

  private void open(ChatEvent.Opened opened, ByteBuf out) {
    open = opened.part();
    refused |= open instanceof Part.Refusal;
    ObjectNode block = blocks.print(begun(open));
    if (block == null) {
      return;
    }
    int number = numbers.size();
    numbers.put(opened.index(), number);
    ObjectNode data = at("content_block_start", number);
    data.set("content_block", block);
    event(data, out);
    if (open instanceof Part.ToolCall call && !call.arguments().isEmpty()) {
      arguments(number, call.arguments(), out);
    }
  }

  /** Arguments come behind the block's start, never in it. */
  private static Part begun(Part part) {
    return part instanceof Part.ToolCall call
        ? new Part.ToolCall(call.id(), call.name(), "", call.signature(), call.marks())
        : part;
  }

  private void more(ChatEvent.Delta delta, ByteBuf out) {
    Integer number = numbers.get(delta.index());
    if (number == null) {
      return;
    }
    switch (delta.piece()) {
      case Piece.Words words -> words(number, words.text(), out);
      case Piece.Arguments(String json) -> arguments(number, json, out);
      case Piece.Signed signed ->
          delta(
              number,
              typed("signature_delta").put("signature", signed.signature().givenTo(DIALECT)),
              out);
      case Piece.Cited cited -> cited(number, cited, out);
    }
  }

  private void words(int number, String text, ByteBuf out) {
    delta(
        number,
        open instanceof Part.Reasoning
            ? typed("thinking_delta").put("thinking", text)
            : typed("text_delta").put("text", text),
        out);
  }

  private static void arguments(int number, String json, ByteBuf out) {
    delta(number, typed("input_json_delta").put("partial_json", json), out);
  }

  private void cited(int number, Piece.Cited cited, ByteBuf out) {
    ObjectNode citation = blocks.citation(cited.citation());
    if (citation != null) {
      ObjectNode delta = typed("citations_delta");
      delta.set("citation", citation);
      delta(number, delta, out);
    }
  }

  private void close(ChatEvent.Closed closed, ByteBuf out) {
    Integer number = numbers.get(closed.index());
    if (number != null) {
      event(at("content_block_stop", number), out);
    }
  }

  /** Some providers count only after they have finished, so both are told at the very end. */
  private void end(ByteBuf out) {
    ObjectNode data = JsonTrees.object().put("type", "message_delta");
    ObjectNode delta = data.putObject("delta");
    if (finish != null) {
      AnthropicFinish.print(finish, refused, delta);
      finish.extras().into(delta, DIALECT);
    }
    data.set("usage", AnthropicUsage.print(usage));
    event(data, out);
    event(typed("message_stop"), out);
  }

  private static void other(ChatEvent.Other other, ByteBuf out) {
    if (other.dialect().equals(DIALECT) && other.raw() instanceof ObjectNode data) {
      event(data, out);
    }
  }

  private static void delta(int number, ObjectNode delta, ByteBuf out) {
    ObjectNode data = at("content_block_delta", number);
    data.set("delta", delta);
    event(data, out);
  }

  private static ObjectNode typed(String type) {
    return JsonTrees.object().put("type", type);
  }

  private static ObjectNode at(String type, int number) {
    return typed(type).put("index", number);
  }

  private static void event(ObjectNode data, ByteBuf out) {
    out.writeCharSequence("event: " + data.path("type").asText() + "\ndata: ", UTF_8);
    out.writeBytes(JsonTrees.bytes(data));
    out.writeCharSequence("\n\n", UTF_8);
  }
}
