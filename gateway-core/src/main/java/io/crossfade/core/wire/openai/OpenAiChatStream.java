package io.crossfade.core.wire.openai;

import static io.crossfade.core.wire.openai.OpenAiChatRequests.DIALECT;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatEvent;
import io.crossfade.core.chat.ChatEvent.Piece;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Usage;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.EventPrinter;
import io.crossfade.core.translate.Losses;
import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints a stream of {@code chat.completion.chunk}. Source: OpenAI API reference, "The chat
 * completion chunk object".
 */
public final class OpenAiChatStream implements EventPrinter {
  private static final byte[] DATA = "data: ".getBytes(UTF_8);
  private static final byte[] END = "\n\n".getBytes(UTF_8);
  private static final byte[] DONE = "data: [DONE]\n\n".getBytes(UTF_8);

  private final boolean withUsage;
  private final Losses losses;
  private final Map<Integer, ChoiceState> choices = new HashMap<>(2);
  private ObjectNode frame = JsonTrees.object();
  private Usage usage = Usage.UNKNOWN;

  public OpenAiChatStream(ChatRequest asked, Losses losses) {
    this.withUsage = asked.streaming().withUsage();
    this.losses = losses;
  }

  /** Where one choice stands: what kind of part is open, and how its tool calls are numbered. */
  private static final class ChoiceState {
    private final Map<Integer, Integer> calls = new HashMap<>(2);
    private @Nullable Part open;
    private int thoughts = -1;
  }

  @Override
  public void print(ChatEvent event, ByteBuf out) {
    switch (event) {
      case ChatEvent.Started started -> start(started, out);
      case ChatEvent.Opened opened -> open(opened, out);
      case ChatEvent.Delta delta -> more(delta, out);
      case ChatEvent.Closed _, ChatEvent.Failed _ -> {}
      case ChatEvent.Finished finished -> finish(finished, out);
      case ChatEvent.Counted counted -> usage = usage.revisedBy(counted.usage());
      case ChatEvent.Ended _ -> end(out);
      case ChatEvent.Other other -> other(other, out);
    }
  }

  private void start(ChatEvent.Started started, ByteBuf out) {
    usage = usage.revisedBy(started.usage());
    frame =
        JsonTrees.object()
            .put("id", started.id())
            .put("object", "chat.completion.chunk")
            .put("created", started.created())
            .put("model", started.model());
    started.extras().into(frame, DIALECT);
    state(0, out);
  }

  /** The state of a choice, which begins with the role. */
  private ChoiceState state(int choice, ByteBuf out) {
    ChoiceState known = choices.get(choice);
    if (known != null) {
      return known;
    }
    ChoiceState fresh = new ChoiceState();
    choices.put(choice, fresh);
    write(choice, JsonTrees.object().put("role", "assistant").put("content", ""), null, out);
    return fresh;
  }

  private void open(ChatEvent.Opened opened, ByteBuf out) {
    ChoiceState state = state(opened.choice(), out);
    state.open = opened.part();
    switch (opened.part()) {
      case Part.ToolCall call -> {
        int number = state.calls.size();
        state.calls.put(opened.index(), number);
        calls(opened.choice(), OpenAiCalls.begun(number, call), out);
      }
      case Part.Text text -> words(opened.choice(), new Piece.Words(text.text()), out);
      case Part.Refusal refusal -> words(opened.choice(), new Piece.Words(refusal.text()), out);
      case Part.Reasoning thought -> thought(opened.choice(), thought, out);
      case Part.Opaque opaque -> losses.drop(Field.PROVIDER_CONTENT, "content." + opaque.type());
      default -> losses.drop(Field.PROVIDER_CONTENT, "content");
    }
  }

  private void thought(int choice, Part.Reasoning thought, ByteBuf out) {
    ChoiceState state = state(choice, out);
    state.thoughts++;
    if (!thought.text().isEmpty() || thought.signature() != null) {
      ObjectNode delta = JsonTrees.object();
      if (!thought.text().isEmpty()) {
        delta.put("reasoning_content", thought.text());
      }
      delta
          .putArray("reasoning_details")
          .add(
              OpenAiReasoning.detail(
                  thought.text(), thought.signature(), thought.hidden(), state.thoughts));
      write(choice, delta, null, out);
    }
  }

  private void more(ChatEvent.Delta delta, ByteBuf out) {
    switch (delta.piece()) {
      case Piece.Words words -> words(delta.choice(), words, out);
      case Piece.Arguments(String json) -> arguments(delta, json, out);
      case Piece.Signed signed -> signed(delta.choice(), signed, out);
      case Piece.Cited cited -> cited(delta.choice(), cited, out);
    }
  }

  private void words(int choice, Piece.Words words, ByteBuf out) {
    if (words.text().isEmpty() && words.logprobs() == null) {
      return;
    }
    ChoiceState state = state(choice, out);
    ObjectNode delta = JsonTrees.object();
    switch (state.open) {
      case Part.Refusal _ -> delta.put("refusal", words.text());
      case Part.Reasoning _ -> {
        delta.put("reasoning_content", words.text());
        delta
            .putArray("reasoning_details")
            .add(OpenAiReasoning.detail(words.text(), null, false, state.thoughts));
      }
      case null, default -> delta.put("content", words.text());
    }
    write(choice, delta, words.logprobs(), out);
  }

  private void arguments(ChatEvent.Delta delta, String json, ByteBuf out) {
    Integer number = state(delta.choice(), out).calls.get(delta.index());
    if (number != null && !json.isEmpty()) {
      calls(delta.choice(), OpenAiCalls.more(number, json), out);
    }
  }

  private void calls(int choice, ObjectNode call, ByteBuf out) {
    ObjectNode delta = JsonTrees.object();
    delta.putArray("tool_calls").add(call);
    write(choice, delta, null, out);
  }

  /** A seal on a thought is passed on; one on a tool call has no place here. */
  private void signed(int choice, Piece.Signed signed, ByteBuf out) {
    ChoiceState state = state(choice, out);
    if (state.open instanceof Part.Reasoning thought) {
      ObjectNode delta = JsonTrees.object();
      delta
          .putArray("reasoning_details")
          .add(OpenAiReasoning.detail("", signed.signature(), thought.hidden(), state.thoughts));
      write(choice, delta, null, out);
    } else {
      losses.drop(Field.REASONING, "tool_calls.signature");
    }
  }

  private void cited(int choice, Piece.Cited cited, ByteBuf out) {
    OpenAiCitations.print(cited.citation(), 0, 0)
        .ifPresentOrElse(
            annotation -> {
              ObjectNode delta = JsonTrees.object();
              delta.putArray("annotations").add(annotation);
              write(choice, delta, null, out);
            },
            () -> losses.drop(Field.CITATIONS, "content.citations"));
  }

  private void finish(ChatEvent.Finished finished, ByteBuf out) {
    state(finished.choice(), out);
    ObjectNode choice = JsonTrees.object().put("index", finished.choice());
    choice.putObject("delta");
    choice.putNull("logprobs");
    choice.put("finish_reason", OpenAiFinish.print(finished.finish()));
    finished.finish().extras().into(choice, DIALECT);
    write(choice, out);
  }

  private void end(ByteBuf out) {
    if (withUsage && !usage.equals(Usage.UNKNOWN)) {
      ObjectNode last = frame.deepCopy();
      last.putArray("choices");
      last.set("usage", OpenAiUsage.print(usage));
      event(last, out);
    }
    out.writeBytes(DONE);
  }

  /** What only this dialect knows of a choice comes back as it was; pings are not for callers. */
  private void other(ChatEvent.Other other, ByteBuf out) {
    if (other.dialect().equals(DIALECT) && other.raw() instanceof ObjectNode choice) {
      write(choice, out);
    }
  }

  private void write(int index, ObjectNode delta, @Nullable JsonNode logprobs, ByteBuf out) {
    ObjectNode choice = JsonTrees.object().put("index", index);
    choice.set("delta", delta);
    choice.set("logprobs", logprobs);
    write(choice.putNull("finish_reason"), out);
  }

  private void write(ObjectNode choice, ByteBuf out) {
    ObjectNode chunk = JsonTrees.object();
    chunk.setAll(frame);
    chunk.putArray("choices").add(choice);
    event(chunk, out);
  }

  private static void event(ObjectNode chunk, ByteBuf out) {
    out.writeBytes(DATA).writeBytes(JsonTrees.bytes(chunk)).writeBytes(END);
  }
}
