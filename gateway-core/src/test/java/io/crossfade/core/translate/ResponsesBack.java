package io.crossfade.core.translate;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.OutputFormat;
import io.crossfade.core.chat.Tool;
import io.crossfade.core.chat.ToolChoice;
import io.crossfade.core.http.Headers;
import io.crossfade.core.json.JsonTrees;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Prints requests of OpenAI's responses, which the gateway itself only reads. */
final class ResponsesBack implements RequestPrinter {
  static final String DIALECT = "openai-responses";

  private static final Map<Field, String> NAMES =
      Map.ofEntries(
          entry(Field.MAX_TOKENS, "max_output_tokens"),
          entry(Field.TEMPERATURE, "temperature"),
          entry(Field.TOP_P, "top_p"),
          entry(Field.TOP_LOGPROBS, "top_logprobs"),
          entry(Field.PARALLEL_TOOL_CALLS, "parallel_tool_calls"),
          entry(Field.USER, "user"),
          entry(Field.SAFETY_IDENTIFIER, "safety_identifier"),
          entry(Field.METADATA, "metadata"),
          entry(Field.STORE, "store"),
          entry(Field.SERVICE_TIER, "service_tier"),
          entry(Field.PROMPT_CACHE_KEY, "prompt_cache_key"),
          entry(Field.PREVIOUS_RESPONSE, "previous_response_id"),
          entry(Field.CONVERSATION, "conversation"),
          entry(Field.PROMPT_TEMPLATE, "prompt"),
          entry(Field.BACKGROUND, "background"),
          entry(Field.TRUNCATION, "truncation"),
          entry(Field.MAX_TOOL_CALLS, "max_tool_calls"),
          entry(Field.INCLUDE, "include"));

  @Override
  public Set<Field> expresses() {
    return EnumSet.allOf(Field.class);
  }

  @Override
  public ProviderRequest print(ChatRequest request, Site site, Losses losses) {
    ObjectNode body = JsonTrees.object().put("model", request.model());
    ItemsBack.print(request.messages(), body);
    NAMES.forEach(
        (field, name) -> {
          if (request.options().has(field)) {
            body.set(name, request.options().get(field));
          }
        });
    tools(request, body);
    text(request, body);
    if (request.thinking().said()) {
      ObjectNode reasoning = body.putObject("reasoning");
      reasoning.put("effort", request.thinking().effort());
      request.thinking().extras().into(reasoning, DIALECT);
    }
    if (request.stream()) {
      body.put("stream", true);
    }
    request.extras().into(body, DIALECT);
    return ProviderRequest.of("/responses", new Headers(), body);
  }

  private static void tools(ChatRequest request, ObjectNode body) {
    ArrayNode tools = body.arrayNode();
    for (Tool tool : request.tools()) {
      tools.add(
          switch (tool) {
            case Tool.Function function -> function(function);
            case Tool.Provided provided -> provided.raw();
          });
    }
    JsonNode search = request.options().get(Field.WEB_SEARCH);
    if (search != null) {
      tools.addObject().put("type", "web_search").setAll((ObjectNode) search);
    }
    if (!tools.isEmpty()) {
      body.set("tools", tools);
    }
    ToolChoice choice = request.toolChoice();
    if (choice != null) {
      body.set("tool_choice", choice(choice));
    }
  }

  private static ObjectNode function(Tool.Function function) {
    ObjectNode printed = JsonTrees.object().put("type", "function").put("name", function.name());
    printed.put("description", function.description());
    printed.set("parameters", function.schema());
    printed.put("strict", function.strict());
    function.marks().extras().into(printed, DIALECT);
    return printed;
  }

  private static JsonNode choice(ToolChoice choice) {
    ObjectNode named = JsonTrees.object().put("type", "function").put("name", choice.name());
    return switch (choice.mode()) {
      case AUTO -> named.textNode("auto");
      case NONE -> named.textNode("none");
      case REQUIRED -> named.textNode("required");
      case NAMED -> named;
      case OTHER -> choice.raw().fields().getOrDefault("tool_choice", named);
    };
  }

  private static void text(ChatRequest request, ObjectNode body) {
    ObjectNode text = JsonTrees.object();
    switch (request.format()) {
      case OutputFormat.Free _ -> text.putObject("format").put("type", "text");
      case OutputFormat.AnyJson _ -> text.putObject("format").put("type", "json_object");
      case OutputFormat.Schema schema -> {
        ObjectNode format = text.putObject("format").put("type", "json_schema");
        format.put("name", schema.name() == null ? "answer" : schema.name());
        format.put("description", schema.description());
        format.set("schema", schema.schema());
        format.put("strict", schema.strict());
        schema.extras().into(format, DIALECT);
      }
      case OutputFormat.Other other -> other.raw().into(text.putObject("format"), DIALECT);
      case null -> {}
    }
    JsonNode verbosity = request.options().get(Field.VERBOSITY);
    if (verbosity != null) {
      text.set("verbosity", verbosity);
    }
    if (!text.isEmpty()) {
      body.set("text", text);
    }
  }
}
