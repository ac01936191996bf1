package io.crossfade.core.wire.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatEvent;
import io.crossfade.core.chat.ChatEvent.Piece;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Finish;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Usage;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.EventPrinter;
import io.crossfade.core.translate.Losses;
import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Prints a streamed response. Its last events repeat the whole answer, which is kept for them
 * within {@link #MAX_KEPT_CHARS}. Source: OpenAI API reference, "Streaming events".
 */
public final class ResponsesStream implements EventPrinter {
  static final int MAX_KEPT_CHARS = 4 << 20;

  private final ChatRequest asked;
  private final Losses losses;
  private final ResponsesEvents events = new ResponsesEvents();

  /** Items that are whole, and null in the place of others. */
  private final ArrayNode output = JsonTrees.object().arrayNode();

  /** Items that are not whole, by their place in the answer. */
  private final TreeMap<Integer, OpenItem> open = new TreeMap<>();

  /** Items by the part they say; parts without an item have none here. */
  private final Map<Integer, OpenItem> byPart = new HashMap<>();

  private ResponsesFrame frame;
  private @Nullable Finish finish;
  private Usage usage = Usage.UNKNOWN;
  private long kept;

  public ResponsesStream(ChatRequest asked, Losses losses) {
    this.asked = asked;
    this.losses = losses;
    this.frame = new ResponsesFrame(asked, new ResponsesIds(""), asked.model(), 0);
  }

  @Override
  public void print(ChatEvent event, ByteBuf out) {
    events.into(out);
    switch (event) {
      case ChatEvent.Started started -> start(started);
      case ChatEvent.Opened opened when opened.choice() == 0 -> open(opened);
      case ChatEvent.Delta delta when delta.choice() == 0 -> more(delta);
      case ChatEvent.Finished finished when finished.choice() == 0 -> finish(finished.finish());
      case ChatEvent.Counted counted -> usage = usage.revisedBy(counted.usage());
      case ChatEvent.Ended _ -> end();
      default -> {}
    }
  }

  @Override
  public long told() {
    return events.told();
  }

  @Override
  public @Nullable Fault fault() {
    return kept <= MAX_KEPT_CHARS
        ? null
        : Fault.of(
            FaultKind.STREAM_BROKEN_OFF,
            "the answer grew past %d characters".formatted(MAX_KEPT_CHARS),
            "event stream",
            "ask for a shorter answer");
  }

  private void start(ChatEvent.Started started) {
    usage = usage.revisedBy(started.usage());
    frame =
        new ResponsesFrame(
            asked, ResponsesIds.of(started.id()), started.model(), started.created());
  }

  /**
   * The first events repeat the request's tools and instructions. They wait for what follows them,
   * since a stream whose beginning is too long to be held could not be given to another provider.
   */
  private void begin() {
    if (events.told() == 0) {
      tell("response.created", frame.begun());
      tell("response.in_progress", frame.begun());
    }
  }

  private void tell(String type, ObjectNode response) {
    ObjectNode event = events.event(type);
    event.set("response", response);
    events.tell(event);
  }

  private void open(ChatEvent.Opened opened) {
    begin();
    OpenItem item =
        switch (opened.part()) {
          case Part.Text text -> message(false, text.text());
          case Part.Refusal refusal -> message(true, refusal.text());
          case Part.ToolCall call -> call(call);
          case Part.Reasoning thought -> thought(thought);
          case Part.Opaque opaque -> dropped("content." + opaque.type());
          default -> dropped("content");
        };
    if (item != null) {
      byPart.put(opened.index(), item);
    }
  }

  private @Nullable OpenItem dropped(String name) {
    losses.drop(Field.PROVIDER_CONTENT, name);
    return null;
  }

  /** Texts that follow one another are one message. */
  private OpenItem message(boolean refusal, String text) {
    kept += text.length();
    Map.Entry<Integer, OpenItem> last = open.lastEntry();
    if (last != null && last.getValue() instanceof OpenMessage goesOn) {
      goesOn.begin(refusal, text);
      return goesOn;
    }
    int index = next();
    OpenMessage message = new OpenMessage(events, losses, index, frame.ids().message(index));
    open.put(index, message);
    message.begin(refusal, text);
    return message;
  }

  private OpenItem call(Part.ToolCall call) {
    kept += call.arguments().length();
    int index = next();
    OpenCall item = new OpenCall(events, losses, index, frame.ids().call(index), call);
    open.put(index, item);
    return item;
  }

  private OpenItem thought(Part.Reasoning thought) {
    kept += thought.text().length();
    int index = next();
    OpenThought item = new OpenThought(events, index, frame.ids().reasoning(index), thought);
    open.put(index, item);
    return item;
  }

  /** The place of the next item, before which those end that can. */
  private int next() {
    Iterator<Map.Entry<Integer, OpenItem>> items = open.entrySet().iterator();
    while (items.hasNext()) {
      Map.Entry<Integer, OpenItem> item = items.next();
      if (item.getValue().endsBeforeNext()) {
        output.set(item.getKey().intValue(), item.getValue().finish(ResponsesFinish.COMPLETED));
        items.remove();
      }
    }
    output.addNull();
    return output.size() - 1;
  }

  private void more(ChatEvent.Delta delta) {
    OpenItem item = byPart.get(delta.index());
    if (item != null && open.containsValue(item)) {
      kept += length(delta.piece());
      item.add(delta.piece());
    }
  }

  private static int length(Piece piece) {
    return switch (piece) {
      case Piece.Words(String text, var _) -> text.length();
      case Piece.Arguments(String json) -> json.length();
      case Piece.Signed(var signature) -> signature.value().length();
      case Piece.Cited _ -> 0;
    };
  }

  /** Only what comes last in an incomplete answer is incomplete itself. */
  private void finish(Finish reason) {
    begin();
    finish = reason;
    open.forEach(
        (index, item) -> {
          boolean last = index == output.size() - 1;
          String status = last ? ResponsesFinish.status(reason) : ResponsesFinish.COMPLETED;
          output.set(index.intValue(), item.finish(status));
        });
    open.clear();
  }

  /** Some providers count only after they have finished, so tokens are told at the very end. */
  private void end() {
    begin();
    tell("response." + ResponsesFinish.status(finish), frame.whole(finish, output, usage));
  }
}
