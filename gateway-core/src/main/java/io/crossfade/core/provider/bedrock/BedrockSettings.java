package io.crossfade.core.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Field;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.provider.bedrock.BedrockModel.Family;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.Site;
import org.jspecify.annotations.Nullable;

/**
 * Prints settings: those all models know in {@code inferenceConfig}, and some models' own in {@code
 * additionalModelRequestFields}. Source: Amazon Bedrock API Reference, "InferenceConfiguration";
 * User Guide, "Inference request parameters and response fields".
 */
record BedrockSettings(ChatRequest request, BedrockModel model, Site site, Losses losses) {
  private static final String OWN = "additionalModelRequestFields";

  void print(ObjectNode body) {
    ObjectNode config = JsonTrees.object();
    Integer maxTokens = maxTokens();
    if (maxTokens != null) {
      config.put("maxTokens", maxTokens);
    }
    boolean thinks = new BedrockThinking(request, model, losses).print(most(maxTokens), body);
    temperature(config, thinks);
    stop(config, body);
    topK(thinks, body);
    if (!config.isEmpty()) {
      body.set("inferenceConfig", config);
    }
  }

  private @Nullable Integer maxTokens() {
    if (!request.options().has(Field.MAX_TOKENS)) {
      return null;
    }
    int most = site.maxOutput() == null ? Integer.MAX_VALUE : site.maxOutput();
    int asked = request.options().whole(Field.MAX_TOKENS, most);
    if (asked > most) {
      losses.drop(Field.MAX_TOKENS, Field.MAX_TOKENS.label());
    }
    return Math.min(asked, most);
  }

  /** Most tokens of the answer; without a limit it is the model's own. */
  private int most(@Nullable Integer maxTokens) {
    if (maxTokens != null) {
      return maxTokens;
    }
    return site.maxOutput() == null ? Integer.MAX_VALUE : site.maxOutput();
  }

  /** Temperatures end at 1 here; Claude takes one of the two, and none while it thinks. */
  private void temperature(ObjectNode config, boolean thinks) {
    JsonNode temperature = request.options().get(Field.TEMPERATURE);
    JsonNode topP = request.options().get(Field.TOP_P);
    boolean claude = model.family() == Family.CLAUDE;
    if (temperature != null && ((claude && thinks) || temperature.asDouble() > 1)) {
      losses.lose(Field.TEMPERATURE);
      temperature = claude && thinks ? null : IntNode.valueOf(1);
    }
    if (topP != null && claude && (thinks || temperature != null)) {
      losses.lose(Field.TOP_P);
      topP = null;
    }
    set(config, "temperature", temperature);
    set(config, "topP", topP);
  }

  /** Claude tells which end mark it met, if it is asked to. */
  private void stop(ObjectNode config, ObjectNode body) {
    JsonNode stop = request.options().get(Field.STOP);
    set(config, "stopSequences", stop);
    if (stop != null && model.family() == Family.CLAUDE) {
      body.putArray("additionalModelResponseFieldPaths").add("/stop_sequence");
    }
  }

  /** Claude takes none while it thinks. */
  private void topK(boolean thinks, ObjectNode body) {
    JsonNode topK = request.options().get(Field.TOP_K);
    if (topK == null) {
      return;
    }
    if (thinks && model.family() == Family.CLAUDE) {
      losses.lose(Field.TOP_K);
      return;
    }
    switch (model.family()) {
      case CLAUDE, MISTRAL -> body.withObjectProperty(OWN).set("top_k", topK);
      case NOVA ->
          body.withObjectProperty(OWN).withObjectProperty("inferenceConfig").set("topK", topK);
      case GPT_OSS, OTHER -> losses.lose(Field.TOP_K);
    }
  }

  private static void set(ObjectNode object, String name, @Nullable JsonNode value) {
    if (value != null) {
      object.set(name, value);
    }
  }
}
