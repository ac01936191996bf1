package io.crossfade.core.provider.gemini;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.crossfade.core.json.JsonTrees;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The arguments of a call that come value by value, each with its place, and texts in pieces.
 * Source: Vertex AI API reference, "PartialArg".
 */
final class GeminiArguments {
  /** The steps of an RFC 9535 path that names one place. */
  private static final Pattern STEP =
      Pattern.compile("\\.([^.\\[]+)|\\[(\\d{1,4})]|\\[['\"]([^'\"]*)['\"]]");

  private final ObjectNode root;

  /**
   * Starts with what is known already.
   *
   * @param known arguments; changed by what is added
   */
  GeminiArguments(JsonNode known) {
    this.root = known instanceof ObjectNode object ? object : JsonTrees.object();
  }

  void add(JsonNode piece) {
    JsonPointer place = pointer(piece.path("jsonPath").asText());
    if (place.matches()) {
      return;
    }
    JsonNode before = root.at(place);
    JsonNode value = value(piece);
    boolean goesOn = before.isTextual() && value.isTextual();
    set(place, goesOn ? TextNode.valueOf(before.asText() + value.asText()) : value);
  }

  String json() {
    return root.toString();
  }

  private static JsonNode value(JsonNode piece) {
    for (String name : new String[] {"stringValue", "numberValue", "boolValue"}) {
      if (piece.has(name)) {
        return piece.path(name);
      }
    }
    return NullNode.getInstance();
  }

  private void set(JsonPointer place, JsonNode value) {
    JsonPointer last = place.last();
    if (!last.mayMatchElement()) {
      root.withObject(place.head()).set(last.getMatchingProperty(), value);
      return;
    }
    ArrayNode list = root.withArray(place.head());
    int at = last.getMatchingIndex();
    if (at < list.size()) {
      list.set(at, value);
    } else {
      list.add(value);
    }
  }

  private static JsonPointer pointer(String path) {
    JsonPointer pointer = JsonPointer.empty();
    Matcher step = STEP.matcher(path);
    while (step.find()) {
      if (step.group(2) != null) {
        pointer = pointer.appendIndex(Integer.parseInt(step.group(2)));
      } else {
        pointer = pointer.appendProperty(step.group(1) == null ? step.group(3) : step.group(1));
      }
    }
    return pointer;
  }
}
