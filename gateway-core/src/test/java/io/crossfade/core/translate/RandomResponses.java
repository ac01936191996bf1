package io.crossfade.core.translate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.json.JsonTrees;
import java.util.List;
import java.util.Random;

/** Requests of OpenAI's responses, with every field now and then and words in many scripts. */
final class RandomResponses {
  private static final List<String> WORDS =
      List.of("Hi", "Grüße", "世界", "🌍", "\"quoted\"", "back\\slash", "a\nb", "{}", "é", " x ");

  private final Random random;
  private int ids;

  RandomResponses(long seed) {
    this.random = new Random(seed);
  }

  private boolean now() {
    return random.nextInt(3) == 0;
  }

  private String words() {
    return WORDS.get(random.nextInt(WORDS.size())) + WORDS.get(random.nextInt(WORDS.size()));
  }

  private void extra(ObjectNode object) {
    if (random.nextInt(6) == 0) {
      object.putObject("x_unheard_of").put("deep", words());
    }
  }

  ObjectNode next() {
    ObjectNode body = JsonTrees.object().put("model", "m");
    if (now()) {
      body.put("instructions", words());
    }
    ArrayNode input = body.putArray("input");
    if (now()) {
      message(input, "developer", "input_text");
    }
    for (int turn = random.nextInt(3); turn >= 0; turn--) {
      user(input);
      assistant(input);
    }
    settings(body);
    tools(body);
    extra(body);
    return body;
  }

  private void settings(ObjectNode body) {
    if (now()) {
      body.put("max_output_tokens", 1 + random.nextInt(9_000));
    }
    if (now()) {
      body.put("temperature", random.nextInt(20) / 10.0);
    }
    if (now()) {
      body.put("top_p", random.nextInt(9) / 10.0);
    }
    if (now()) {
      body.put("store", true);
    }
    if (now()) {
      body.put("truncation", "auto").put("max_tool_calls", 3).put("stream", true);
    }
    if (now()) {
      body.putObject("text").put("verbosity", "low").putObject("format").put("type", "text");
    }
    if (now()) {
      body.put("user", words()).put("prompt_cache_key", words()).put("service_tier", "flex");
    }
  }

  private ObjectNode message(ArrayNode input, String role, String type) {
    ObjectNode message = input.addObject().put("type", "message").put("role", role);
    extra(message);
    extra(message.putArray("content").addObject().put("type", type).put("text", words()));
    return message;
  }

  private void user(ArrayNode input) {
    ObjectNode message = message(input, "user", "input_text");
    if (now()) {
      message
          .withArrayProperty("content")
          .addObject()
          .put("type", "input_image")
          .put("image_url", now() ? "https://e.com/a.png" : "data:image/png;base64,AAAA");
    }
  }

  private void assistant(ArrayNode input) {
    if (now()) {
      ObjectNode thought = input.addObject().put("type", "reasoning");
      thought.putArray("summary").addObject().put("type", "summary_text").put("text", words());
      thought.put("encrypted_content", "gAAAA");
    }
    if (now()) {
      input.addObject().put("type", "web_search_call").put("action", words());
    }
    int calls = random.nextInt(3);
    if (calls == 0) {
      message(input, "assistant", "output_text");
      return;
    }
    int first = ids;
    for (int call = 0; call < calls; call++) {
      ObjectNode made = input.addObject().put("type", "function_call").put("call_id", "c" + ids++);
      made.put("name", "f").put("arguments", JsonTrees.object().put("word", words()).toString());
      extra(made);
    }
    for (int call = first; call < ids; call++) {
      ObjectNode given = input.addObject().put("type", "function_call_output");
      ArrayNode output = given.put("call_id", "c" + call).putArray("output");
      output.addObject().put("type", "input_text").put("text", words());
    }
  }

  private void tools(ObjectNode body) {
    ObjectNode tool = body.putArray("tools").addObject().put("type", "function").put("name", "f");
    tool.put("description", words()).putObject("parameters").put("type", "object");
    extra(tool);
  }
}
