package io.crossfade.core.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.json.JsonTrees;
import org.jspecify.annotations.Nullable;

/** Reads how likely tokens were, into OpenAI's form. Source: Gemini API, "LogprobsResult". */
final class GeminiLogprobs {
  private GeminiLogprobs() {}

  static @Nullable JsonNode of(JsonNode candidate) {
    JsonNode result = candidate.path("logprobsResult");
    JsonNode chosen = result.path("chosenCandidates");
    if (!chosen.isArray()) {
      return null;
    }
    ObjectNode printed = JsonTrees.object();
    ArrayNode tokens = printed.putArray("content");
    for (int at = 0; at < chosen.size(); at++) {
      ObjectNode token = token(chosen.get(at));
      ArrayNode others = token.putArray("top_logprobs");
      tokens.add(token);
      result
          .path("topCandidates")
          .path(at)
          .path("candidates")
          .forEach(other -> others.add(token(other)));
    }
    return printed.putNull("refusal");
  }

  private static ObjectNode token(JsonNode token) {
    ObjectNode printed = JsonTrees.object().put("token", token.path("token").asText());
    printed.set("logprob", token.path("logProbability"));
    return printed.putNull("bytes");
  }
}
