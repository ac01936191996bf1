package io.crossfade.core.wire.responses;

import static io.crossfade.core.wire.responses.ResponsesRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Finish;
import io.crossfade.core.chat.Message;
import io.crossfade.core.chat.Message.Role;
import io.crossfade.core.chat.OutputFormat;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Usage;
import io.crossfade.core.json.JsonTrees;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around the items of an answer: who answers, and what was asked. Nothing is stored
 * here, and the answer says so. Source: OpenAI API reference, "The response object".
 *
 * @param asked what the caller asked
 * @param model that answers
 * @param created Unix time in seconds
 */
record ResponsesFrame(ChatRequest asked, ResponsesIds ids, String model, long created) {

  /** An answer that has only begun. */
  ObjectNode begun() {
    return print("in_progress", null, JsonTrees.object().arrayNode());
  }

  /** An answer that is over. */
  ObjectNode whole(@Nullable Finish finish, ArrayNode output, Usage usage) {
    ObjectNode printed =
        print(ResponsesFinish.status(finish), ResponsesFinish.incomplete(finish), output);
    printed.set("usage", ResponsesUsage.print(usage));
    return printed;
  }

  private ObjectNode print(String status, @Nullable String incomplete, ArrayNode output) {
    ObjectNode printed = JsonTrees.object();
    printed.put("id", ids.response());
    printed.put("object", "response");
    printed.put("created_at", created);
    printed.put("status", status);
    printed.put("background", false);
    printed.putNull("error");
    if (incomplete == null) {
      printed.putNull("incomplete_details");
    } else {
      printed.putObject("incomplete_details").put("reason", incomplete);
    }
    printed.put("instructions", instructions());
    set(printed, "max_output_tokens", Field.MAX_TOKENS);
    set(printed, "max_tool_calls", Field.MAX_TOOL_CALLS);
    printed.put("model", model);
    printed.set("output", output);
    printed.put("parallel_tool_calls", !asked.options().has(Field.PARALLEL_TOOL_CALLS));
    printed.putNull("previous_response_id");
    settings(printed);
    printed.putNull("usage");
    set(printed, "user", Field.USER);
    JsonNode metadata = asked.options().get(Field.METADATA);
    printed.set("metadata", metadata == null ? printed.objectNode() : metadata);
    return printed;
  }

  private void settings(ObjectNode printed) {
    set(printed, "prompt_cache_key", Field.PROMPT_CACHE_KEY);
    printed.putObject("reasoning").put("effort", asked.thinking().effort()).putNull("summary");
    set(printed, "safety_identifier", Field.SAFETY_IDENTIFIER);
    printed.put("service_tier", "default");
    printed.put("store", false);
    printed.set("temperature", or(Field.TEMPERATURE, printed.numberNode(1.0)));
    ObjectNode text = printed.putObject("text");
    text.set("format", format(asked.format()));
    text.set("verbosity", or(Field.VERBOSITY, printed.textNode("medium")));
    printed.set("tool_choice", ResponsesTools.print(asked.toolChoice()));
    printed.set("tools", ResponsesTools.print(asked.tools()));
    printed.set("top_logprobs", or(Field.TOP_LOGPROBS, printed.numberNode(0)));
    printed.set("top_p", or(Field.TOP_P, printed.numberNode(1.0)));
    printed.put("truncation", "disabled");
  }

  /** Only instructions are the system's; see {@link ResponsesInput}. */
  private @Nullable String instructions() {
    List<Message> messages = asked.messages();
    boolean any = !messages.isEmpty() && messages.getFirst().role() == Role.SYSTEM;
    List<Part> content = any ? messages.getFirst().content() : List.of();
    return content.size() == 1 && content.getFirst() instanceof Part.Text text ? text.text() : null;
  }

  private void set(ObjectNode printed, String name, Field field) {
    printed.set(name, asked.options().get(field));
  }

  private JsonNode or(Field field, JsonNode otherwise) {
    JsonNode value = asked.options().get(field);
    return value == null ? otherwise : value;
  }

  private static ObjectNode format(@Nullable OutputFormat format) {
    ObjectNode printed = JsonTrees.object();
    switch (format) {
      case OutputFormat.AnyJson _ -> printed.put("type", "json_object");
      case OutputFormat.Schema schema -> {
        printed.put("type", "json_schema").put("name", schema.name());
        printed.put("description", schema.description());
        printed.set("schema", schema.schema());
        printed.put("strict", schema.strict());
      }
      case OutputFormat.Other other -> other.raw().into(printed, DIALECT);
      case OutputFormat.Free _ -> printed.put("type", "text");
      case null -> printed.put("type", "text");
    }
    return printed;
  }
}
