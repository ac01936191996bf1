package io.crossfade.core.translate;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.json.JsonTrees;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a stream of either dialect says in all: texts and arguments put together, stop reasons,
 * tokens. How it was cut into events is not in it.
 */
record Said(SortedMap<String, String> parts, SortedMap<String, JsonNode> facts) {

  static Said in(String stream) {
    Said said = new Said(new TreeMap<>(), new TreeMap<>());
    for (String line : stream.lines().toList()) {
      JsonNode event = line.startsWith("data:") ? JsonTrees.parse(line.substring(5)) : null;
      if (event != null && event.isObject()) {
        said.add(event);
      }
    }
    return said;
  }

  private void add(JsonNode event) {
    event.path("choices").forEach(this::choice);
    String index = event.path("index").asText();
    JsonNode block = event.path("content_block");
    text(index + " text", block.path("text"));
    text(index + " thinking", block.path("thinking"));
    fact(index + " id", block.path("id"));
    fact(index + " name", block.path("name"));
    fact(index + " type", block.path("type"));
    fact(index + " data", block.path("data"));
    JsonNode delta = event.path("delta");
    text(index + " text", delta.path("text"));
    text(index + " thinking", delta.path("thinking"));
    text(index + " json", delta.path("partial_json"));
    text(index + " signature", delta.path("signature"));
    text(index + " citations", delta.path("citation"));
    fact("stop_reason", delta.path("stop_reason"));
    fact("stop_sequence", delta.path("stop_sequence"));
    facts(event.path("message"));
    facts(event);
  }

  private void facts(JsonNode from) {
    fact("id", from.path("id"));
    fact("model", from.path("model"));
    from.path("usage")
        .properties()
        .forEach(count -> fact("usage " + count.getKey(), count.getValue()));
  }

  private void choice(JsonNode choice) {
    String index = choice.path("index").asText();
    JsonNode delta = choice.path("delta");
    text(index + " content", delta.path("content"));
    text(index + " refusal", delta.path("refusal"));
    text(index + " reasoning", delta.path("reasoning_content"));
    for (JsonNode call : delta.path("tool_calls")) {
      String at = index + " call " + call.path("index").asText();
      fact(at + " id", call.path("id"));
      fact(at + " name", call.path("function").path("name"));
      text(at, call.path("function").path("arguments"));
    }
    choice.path("logprobs").path("content").forEach(token -> text(index + " logprobs", token));
    fact(index + " finish", choice.path("finish_reason"));
    fact(index + " native finish", choice.path("native_finish_reason"));
  }

  /** An empty argument list is an empty object, said or unsaid. */
  private void text(String where, JsonNode piece) {
    String text = piece.isTextual() ? piece.asText() : piece.toString();
    if (!text.isEmpty() && !piece.isMissingNode() && !piece.isNull() && !text.equals("{}")) {
      parts.merge(where, text, String::concat);
    }
  }

  private void fact(String name, JsonNode value) {
    if (!value.isMissingNode() && !value.isNull()) {
      facts.put(name, value);
    }
  }
}
