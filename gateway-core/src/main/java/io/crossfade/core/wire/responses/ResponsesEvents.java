package io.crossfade.core.wire.responses;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.json.JsonTrees;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Numbers the events of one stream and writes them to where the stream is just being told. */
final class ResponsesEvents {
  private static final byte[] EVENT = "event: ".getBytes(UTF_8);
  private static final byte[] DATA = "\ndata: ".getBytes(UTF_8);
  private static final byte[] END = "\n\n".getBytes(UTF_8);

  private ByteBuf out = Unpooled.EMPTY_BUFFER;
  private long told;

  /** What follows goes there; it stays the caller's own. */
  void into(ByteBuf buffer) {
    out = buffer;
  }

  /** How many events were told. */
  long told() {
    return told;
  }

  /** Begins an event, to be filled in and told before the next one begins. */
  ObjectNode event(String type) {
    return JsonTrees.object().put("type", type).put("sequence_number", told);
  }

  /** The same about one item. */
  ObjectNode event(String type, String itemId, int outputIndex) {
    return event(type).put("item_id", itemId).put("output_index", outputIndex);
  }

  void tell(ObjectNode event) {
    told++;
    out.writeBytes(EVENT);
    out.writeCharSequence(event.path("type").asText(), UTF_8);
    out.writeBytes(DATA).writeBytes(JsonTrees.bytes(event)).writeBytes(END);
  }

  /** An item begins. */
  void added(int outputIndex, ObjectNode item) {
    item("response.output_item.added", outputIndex, item);
  }

  /** An item is whole. */
  void done(int outputIndex, ObjectNode item) {
    item("response.output_item.done", outputIndex, item);
  }

  private void item(String type, int outputIndex, ObjectNode item) {
    ObjectNode event = event(type).put("output_index", outputIndex);
    event.set("item", item);
    tell(event);
  }
}
