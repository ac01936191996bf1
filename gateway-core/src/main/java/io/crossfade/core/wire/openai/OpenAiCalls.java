package io.crossfade.core.wire.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Part;
import io.crossfade.core.json.JsonTrees;

/** Prints tool calls, whole or as a stream begins them. */
final class OpenAiCalls {
  private OpenAiCalls() {}

  static ObjectNode whole(Part.ToolCall call) {
    String arguments = call.arguments().isEmpty() ? "{}" : call.arguments();
    return call(JsonTrees.object(), call, arguments);
  }

  /** The first piece of a call: its arguments follow. */
  static ObjectNode begun(int index, Part.ToolCall call) {
    return call(JsonTrees.object().put("index", index), call, call.arguments());
  }

  static ObjectNode more(int index, String arguments) {
    ObjectNode piece = JsonTrees.object().put("index", index);
    piece.putObject("function").put("arguments", arguments);
    return piece;
  }

  private static ObjectNode call(ObjectNode printed, Part.ToolCall call, String arguments) {
    printed.put("id", call.id()).put("type", "function");
    printed.putObject("function").put("name", call.name()).put("arguments", arguments);
    return printed;
  }
}
