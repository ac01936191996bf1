package io.crossfade.core.wire.responses;

import static io.crossfade.core.wire.responses.ResponsesRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Marks;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Signature;
import io.crossfade.core.json.JsonTrees;
import org.jspecify.annotations.Nullable;

/**
 * Thoughts: their words in the summary, their seal in {@code encrypted_content}, so that a caller
 * who sends the items of an answer back with his next request keeps the seal intact.
 */
final class ResponsesReasoning {
  /** Before the seal of a thought whose words are not shown. */
  private static final String HIDDEN = Signature.FOREIGN + "hidden.";

  /**
   * In the place of a seal where the provider gave none, so that the thought is known for a foreign
   * one should it ever come to OpenAI, which looks for thoughts without a seal among its own.
   */
  private static final String UNSEALED = Signature.FOREIGN + "unsealed";

  private ResponsesReasoning() {}

  static Part read(JsonNode item) {
    String words = joined(item.path("content"));
    String text = words.isEmpty() ? joined(item.path("summary")) : words;
    String seal = item.path("encrypted_content").asText("");
    boolean hidden = seal.startsWith(HIDDEN);
    Signature signature = signature(hidden ? seal.substring(HIDDEN.length()) : seal);
    if (signature == null && text.isEmpty()) {
      signature = new Signature(DIALECT, item.path("id").asText());
    }
    return new Part.Reasoning(text, signature, hidden || text.isEmpty(), Marks.NONE);
  }

  private static @Nullable Signature signature(String seal) {
    return seal.equals(UNSEALED) ? null : Signature.returned(seal, DIALECT);
  }

  /** The item of a thought; one without words and without a seal is kept by nobody. */
  static ObjectNode print(String id, String text, @Nullable Signature signature, boolean hidden) {
    ObjectNode item = begun(id);
    if (!text.isEmpty()) {
      ArrayNode summary = item.putArray("summary");
      summary.add(summary(text));
    }
    String seal = signature == null ? UNSEALED : signature.givenTo(DIALECT);
    return item.put("encrypted_content", hidden ? HIDDEN + seal : seal);
  }

  static ObjectNode begun(String id) {
    ObjectNode item = JsonTrees.object().put("id", id).put("type", "reasoning");
    item.putArray("summary");
    return item;
  }

  static ObjectNode summary(String text) {
    return JsonTrees.object().put("type", "summary_text").put("text", text);
  }

  private static String joined(JsonNode parts) {
    StringBuilder all = new StringBuilder();
    for (JsonNode part : parts) {
      all.append(all.isEmpty() ? "" : "\n\n").append(part.path("text").asText());
    }
    return all.toString();
  }
}
