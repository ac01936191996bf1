package io.crossfade.core.provider.openai;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.ChatRequest.Streaming;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.OutputFormat;
import io.crossfade.core.chat.Thinking;
import io.crossfade.core.http.Headers;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.provider.openai.Quirks.Habit;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.ProviderRequest;
import io.crossfade.core.translate.RequestPrinter;
import io.crossfade.core.translate.Site;
import io.crossfade.core.translate.Turns;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prints {@code POST /chat/completions}. Source: OpenAI API reference, "Create chat completion";
 * the base URL ends in the version.
 */
public final class OpenAiRequests implements RequestPrinter {
  public static final String DIALECT = "openai-chat";

  /** Settings that are printed as they are, by their names here. */
  private static final Map<Field, String> SETTINGS =
      Map.ofEntries(
          entry(Field.MAX_TOKENS, "max_tokens"),
          entry(Field.N, "n"),
          entry(Field.STOP, "stop"),
          entry(Field.TEMPERATURE, "temperature"),
          entry(Field.TOP_P, "top_p"),
          entry(Field.FREQUENCY_PENALTY, "frequency_penalty"),
          entry(Field.PRESENCE_PENALTY, "presence_penalty"),
          entry(Field.SEED, "seed"),
          entry(Field.LOGIT_BIAS, "logit_bias"),
          entry(Field.LOGPROBS, "logprobs"),
          entry(Field.TOP_LOGPROBS, "top_logprobs"),
          entry(Field.PARALLEL_TOOL_CALLS, "parallel_tool_calls"),
          entry(Field.USER, "user"),
          entry(Field.SAFETY_IDENTIFIER, "safety_identifier"),
          entry(Field.METADATA, "metadata"),
          entry(Field.STORE, "store"),
          entry(Field.SERVICE_TIER, "service_tier"),
          entry(Field.PROMPT_CACHE_KEY, "prompt_cache_key"),
          entry(Field.PREDICTION, "prediction"),
          entry(Field.VERBOSITY, "verbosity"),
          entry(Field.MODALITIES, "modalities"),
          entry(Field.AUDIO_OUTPUT, "audio"),
          entry(Field.WEB_SEARCH, "web_search_options"),
          entry(Field.FUNCTIONS, "functions"),
          entry(Field.FUNCTION_CALL, "function_call"));

  private final Quirks quirks;
  private final Set<Field> expressed;

  OpenAiRequests(Quirks quirks) {
    this.quirks = quirks;
    this.expressed = expressed(quirks);
  }

  @Override
  public Set<Field> expresses() {
    return expressed;
  }

  @Override
  public ProviderRequest print(ChatRequest request, Site site, Losses losses) {
    return ProviderRequest.of("/chat/completions", new Headers(), body(request, losses));
  }

  private ObjectNode body(ChatRequest request, Losses losses) {
    ObjectNode body = JsonTrees.object().put("model", request.model());
    body.set(
        "messages",
        new OpenAiMessages(quirks, losses).print(Turns.resultsApart(request.messages())));
    settings(request, body);
    if (!request.tools().isEmpty()) {
      body.set("tools", OpenAiTools.print(request.tools()));
    }
    if (request.toolChoice() != null) {
      body.set("tool_choice", OpenAiTools.choice(request.toolChoice()));
    }
    if (request.format() != null) {
      body.set("response_format", format(request.format(), losses));
    }
    thinking(request.thinking(), body);
    streaming(request.streaming(), body);
    request.extras().into(body, DIALECT);
    return body;
  }

  private void settings(ChatRequest request, ObjectNode body) {
    for (Field field : request.options().fields()) {
      String name = SETTINGS.get(field);
      JsonNode value = request.options().get(field);
      if (name != null && value != null) {
        body.set(quirks.names().getOrDefault(field, name), value);
      }
    }
  }

  private JsonNode format(OutputFormat format, Losses losses) {
    if (format instanceof OutputFormat.Schema && quirks.has(Habit.NO_SCHEMA)) {
      losses.lose(Field.RESPONSE_FORMAT, "response_format.json_schema");
    }
    ObjectNode printed = JsonTrees.object();
    switch (format) {
      case OutputFormat.Free _ -> printed.put("type", "text");
      case OutputFormat.AnyJson _ -> printed.put("type", "json_object");
      case OutputFormat.Schema schema -> schema(printed.put("type", "json_schema"), schema);
      case OutputFormat.Other other -> other.raw().into(printed, DIALECT);
    }
    return printed;
  }

  /** A name is required here; where the caller's dialect has none, any will do. */
  private static void schema(ObjectNode printed, OutputFormat.Schema schema) {
    ObjectNode own = printed.putObject("json_schema");
    own.put("name", schema.name() == null ? "answer" : schema.name());
    if (schema.description() != null) {
      own.put("description", schema.description());
    }
    own.set("schema", schema.schema());
    if (schema.strict() != null) {
      own.put("strict", schema.strict());
    }
    schema.extras().into(own, DIALECT);
  }

  private static void thinking(Thinking thinking, ObjectNode body) {
    String effort = thinking.effort() == null ? effort(thinking) : word(thinking.effort());
    if (effort != null) {
      body.put("reasoning_effort", effort);
    }
  }

  /** The highest effort has other names elsewhere. */
  private static String word(String effort) {
    return effort.equals("max") ? "high" : effort;
  }

  /** A budget in tokens, in the three steps there are; off and adaptive leave it to the model. */
  private static @Nullable String effort(Thinking thinking) {
    if (thinking.mode() != Thinking.Mode.ON || thinking.budget() == null) {
      return null;
    }
    return thinking.budget() < 4_096 ? "low" : thinking.budget() < 16_384 ? "medium" : "high";
  }

  private void streaming(Streaming streaming, ObjectNode body) {
    if (streaming.on()) {
      body.put("stream", true);
      ObjectNode options = JsonTrees.object();
      if (streaming.withUsage() && !quirks.has(Habit.NO_STREAM_OPTIONS)) {
        options.put("include_usage", true);
      }
      streaming.extras().into(options, DIALECT);
      if (!options.isEmpty()) {
        body.set("stream_options", options);
      }
    }
  }

  private static Set<Field> expressed(Quirks quirks) {
    Set<Field> fields = EnumSet.copyOf(SETTINGS.keySet());
    fields.addAll(
        EnumSet.of(
            Field.TOOLS,
            Field.TOOL_CHOICE,
            Field.TOOL_STRICT,
            Field.PROVIDER_TOOL,
            Field.RESPONSE_FORMAT,
            Field.THINKING,
            Field.IMAGE,
            Field.IMAGE_DETAIL,
            Field.AUDIO,
            Field.DOCUMENT,
            Field.UPLOADED_FILE,
            Field.REASONING,
            Field.PARTICIPANT));
    fields.removeAll(quirks.refused());
    return Set.copyOf(fields);
  }
}
