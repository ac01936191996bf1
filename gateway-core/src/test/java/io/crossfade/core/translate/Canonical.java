package io.crossfade.core.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.json.JsonTrees;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Bodies in one spelling: two that mean the same by their API's reference are equal. */
final class Canonical {
  private static final Map<String, String> NEWER_NAMES =
      Map.of("max_completion_tokens", "max_tokens", "output_format", "output_config.format");

  /** Fields that hold the caller's own JSON, in which nothing is ours to respell. */
  private static final Set<String> OPAQUE =
      Set.of("parameters", "input_schema", "schema", "input", "logit_bias", "logprobs");

  private static final Set<String> TEXTS = Set.of("content", "system", "stop");

  private Canonical() {}

  static JsonNode of(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> of(object);
      case ArrayNode array -> {
        ArrayNode all = JsonTrees.object().arrayNode();
        array.forEach(each -> all.add(of(each)));
        yield all;
      }
      default -> number(node);
    };
  }

  private static JsonNode of(ObjectNode object) {
    ObjectNode all = JsonTrees.object();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode value = field.getValue();
      if (!value.isNull() && !(value.isArray() && value.isEmpty()) && !isDefault(field)) {
        put(all, NEWER_NAMES.getOrDefault(field.getKey(), field.getKey()), value);
      }
    }
    return all;
  }

  /** What the API's reference gives as the value of a field that is left out. */
  private static boolean isDefault(Map.Entry<String, JsonNode> field) {
    JsonNode value = field.getValue();
    return switch (field.getKey()) {
      case "stream", "is_error" -> value.isBoolean() && !value.asBoolean();
      case "n" -> value.asInt() == 1;
      default -> false;
    };
  }

  private static void put(ObjectNode all, String name, JsonNode value) {
    int dot = name.indexOf('.');
    if (dot > 0) {
      all.withObjectProperty(name.substring(0, dot)).set(name.substring(dot + 1), of(value));
    } else if (OPAQUE.contains(name)) {
      all.set(name, value);
    } else if (TEXTS.contains(name) && value.isTextual()) {
      if (!value.asText().isEmpty()) {
        all.set(name, list(name, value));
      }
    } else {
      all.set(name, of(value));
    }
  }

  private static ArrayNode list(String name, JsonNode text) {
    ArrayNode list = JsonTrees.object().arrayNode();
    return name.equals("stop")
        ? list.add(text)
        : list.add(JsonTrees.object().put("type", "text").set("text", text));
  }

  /** 1, 1.0 and 1e0 are one number. */
  private static JsonNode number(JsonNode node) {
    return node.isNumber()
        ? JsonTrees.object().numberNode(node.decimalValue().stripTrailingZeros())
        : node;
  }

  /** Where there is anything, list indices left out. */
  static SortedSet<String> paths(JsonNode node) {
    SortedSet<String> paths = new TreeSet<>();
    walk("", of(node), paths);
    return paths;
  }

  private static void walk(String at, JsonNode node, Set<String> paths) {
    if (node instanceof ArrayNode array) {
      array.forEach(each -> walk(at + "[]", each, paths));
    } else if (node instanceof ObjectNode object && !OPAQUE.contains(name(at))) {
      String type = object.path("type").asText();
      String here = at.endsWith("[]") && !type.isEmpty() ? at + type : at;
      object
          .properties()
          .forEach(
              field ->
                  walk(
                      here.isEmpty() ? field.getKey() : here + "." + field.getKey(),
                      field.getValue(),
                      paths));
    } else {
      paths.add(at);
    }
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
