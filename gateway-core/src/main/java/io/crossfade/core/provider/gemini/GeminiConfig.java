package io.crossfade.core.provider.gemini;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Options;
import io.crossfade.core.chat.OutputFormat;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.Site;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints plain settings and the answer's form. Source: Gemini API, "GenerationConfig". */
record GeminiConfig(ChatRequest request, Site site, Losses losses) {

  /** Settings that are printed as they are, by their names here. */
  private static final Map<Field, String> SETTINGS =
      Map.ofEntries(
          entry(Field.STOP, "stopSequences"),
          entry(Field.N, "candidateCount"),
          entry(Field.TEMPERATURE, "temperature"),
          entry(Field.TOP_P, "topP"),
          entry(Field.TOP_K, "topK"),
          entry(Field.FREQUENCY_PENALTY, "frequencyPenalty"),
          entry(Field.PRESENCE_PENALTY, "presencePenalty"),
          entry(Field.SEED, "seed"),
          entry(Field.LOGPROBS, "responseLogprobs"),
          entry(Field.TOP_LOGPROBS, "logprobs"));

  private static final String JSON = "application/json";

  ObjectNode print() {
    Options options = request.options();
    ObjectNode config = JsonTrees.object();
    for (Field field : options.fields()) {
      String name = SETTINGS.get(field);
      JsonNode value = options.get(field);
      if (name != null && value != null) {
        config.set(name, value);
      }
    }
    if (options.has(Field.MAX_TOKENS)) {
      config.set("maxOutputTokens", limit(options));
    }
    if (!List.of("text").containsAll(options.texts(Field.MODALITIES))) {
      losses.lose(Field.MODALITIES);
    }
    format(request.format(), config);
    return config;
  }

  /** More than the model can give is refused here, where others just stop earlier. */
  private @Nullable JsonNode limit(Options options) {
    Integer most = site.maxOutput();
    if (most != null && options.whole(Field.MAX_TOKENS, most) > most) {
      losses.drop(Field.MAX_TOKENS, Field.MAX_TOKENS.label());
      return IntNode.valueOf(most);
    }
    return options.get(Field.MAX_TOKENS);
  }

  private void format(@Nullable OutputFormat format, ObjectNode config) {
    switch (format) {
      case OutputFormat.AnyJson _ -> config.put("responseMimeType", JSON);
      case OutputFormat.Schema schema -> {
        config.put("responseMimeType", JSON);
        config.set("responseJsonSchema", schema.schema());
        if (schema.description() != null) {
          losses.lose(Field.UNKNOWN, "response_format.description");
        }
      }
      case OutputFormat.Other(Extras raw) -> raw.into(config, GeminiRequests.DIALECT);
      case OutputFormat.Free _ -> {}
      case null -> {}
    }
  }
}
