package io.crossfade.core.translate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.json.JsonTrees;
import java.util.List;
import java.util.Random;

/** Requests of either dialect, with every field now and then and words in many scripts. */
final class RandomRequests {
  private static final List<String> WORDS =
      List.of("Hi", "Grüße", "世界", "🌍", "\"quoted\"", "back\\slash", "a\nb", "{}", "é", " x ");

  private final Random random;
  private int ids;

  RandomRequests(long seed) {
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

  ObjectNode chat() {
    ObjectNode body = JsonTrees.object().put("model", "m");
    ArrayNode messages = body.putArray("messages");
    if (now()) {
      messages.addObject().put("role", "system").put("content", words());
    }
    for (int turn = random.nextInt(3); turn >= 0; turn--) {
      userOfChat(messages);
      assistantOfChat(messages);
    }
    settings(body);
    tools(body, "function");
    extra(body);
    return body;
  }

  private void settings(ObjectNode body) {
    if (now()) {
      body.put("max_tokens", 1 + random.nextInt(9_000));
    }
    if (now()) {
      body.put("temperature", random.nextInt(20) / 10.0);
    }
    if (now()) {
      body.put("top_p", random.nextInt(9) / 10.0);
    }
    if (now()) {
      body.put("seed", random.nextLong());
    }
    if (now()) {
      body.putArray("stop").add("END");
    }
    if (now()) {
      body.put("stream", true).putObject("stream_options").put("include_usage", true);
    }
  }

  private void userOfChat(ArrayNode messages) {
    ObjectNode message = messages.addObject().put("role", "user");
    extra(message);
    ArrayNode content = message.putArray("content");
    ObjectNode text = content.addObject().put("type", "text").put("text", words());
    extra(text);
    if (now()) {
      content
          .addObject()
          .put("type", "image_url")
          .putObject("image_url")
          .put("url", now() ? "https://e.com/a.png" : "data:image/png;base64,AAAA");
    }
  }

  private void assistantOfChat(ArrayNode messages) {
    ObjectNode message = messages.addObject().put("role", "assistant");
    int calls = random.nextInt(3);
    if (calls == 0) {
      message.put("content", words());
      return;
    }
    ArrayNode made = message.putArray("tool_calls");
    for (int call = 0; call < calls; call++) {
      String id = "call_" + ids++;
      ObjectNode printed = made.addObject().put("id", id).put("type", "function");
      printed.putObject("function").put("name", "f").put("arguments", arguments().toString());
      messages.addObject().put("role", "tool").put("tool_call_id", id).put("content", words());
    }
  }

  private ObjectNode arguments() {
    return JsonTrees.object().put("word", words()).put("number", random.nextInt());
  }

  private void tools(ObjectNode body, String kind) {
    ObjectNode schema = JsonTrees.object().put("type", "object");
    ObjectNode tool = body.putArray("tools").addObject();
    ObjectNode own = kind.equals("function") ? tool.put("type", kind).putObject(kind) : tool;
    own.put("name", "f").put("description", words());
    own.set(kind.equals("function") ? "parameters" : "input_schema", schema);
  }

  ObjectNode messages() {
    ObjectNode body = JsonTrees.object().put("model", "m").put("max_tokens", 9_000);
    if (now()) {
      ObjectNode system = body.putArray("system").addObject();
      cached(system.put("type", "text").put("text", words()));
    }
    ArrayNode messages = body.putArray("messages");
    messages.addObject().put("role", "user").put("content", words());
    for (int turn = random.nextInt(3); turn >= 0; turn--) {
      turn(messages);
    }
    if (now()) {
      body.put("top_k", 1 + random.nextInt(50));
    }
    if (now()) {
      body.putObject("thinking").put("type", "enabled").put("budget_tokens", 2_000);
    }
    tools(body, "plain");
    extra(body);
    return body;
  }

  private void turn(ArrayNode messages) {
    ArrayNode said = messages.addObject().put("role", "assistant").putArray("content");
    ArrayNode answered = JsonTrees.object().arrayNode();
    if (now()) {
      said.addObject().put("type", "thinking").put("thinking", words()).put("signature", "S==");
    }
    if (now()) {
      said.addObject().put("type", "redacted_thinking").put("data", "R==");
    }
    cached(said.addObject().put("type", "text").put("text", words()));
    if (now()) {
      said.addObject().put("type", "server_tool_use").put("id", "s").put("name", "web_search");
    }
    for (int call = random.nextInt(3); call > 0; call--) {
      String id = "toolu_" + ids++;
      said.addObject()
          .put("type", "tool_use")
          .put("id", id)
          .put("name", "f")
          .set("input", arguments());
      ObjectNode result = answered.addObject().put("type", "tool_result").put("tool_use_id", id);
      result.put("content", words());
      cached(result);
    }
    answered.addObject().put("type", "text").put("text", words());
    messages.addObject().put("role", "user").set("content", answered);
  }

  private void cached(ObjectNode block) {
    if (now()) {
      block.putObject("cache_control").put("type", "ephemeral").put("ttl", "1h");
    }
    extra(block);
  }
}
