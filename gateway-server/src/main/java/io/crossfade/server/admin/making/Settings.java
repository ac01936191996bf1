package io.crossfade.server.admin.making;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings of one migration as the log keeps them: an entry of {@code migrations}, in JSON.
 *
 * @param json keys of the file; not shared, and not changed once handed out
 */
public record Settings(ObjectNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Strategies that need no share of their own. */
  private static final Set<String> OTHERS = Set.of("instant", "blue_green", "phased");

  /** With a name and a source, which never change. */
  public static Settings named(String name, String from) {
    return new Settings(JSON.createObjectNode().put("name", name).put("from", from));
  }

  /** Reads what {@link #stored} wrote. */
  public static Settings of(String stored) {
    try {
      return new Settings((ObjectNode) JSON.readTree(stored));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("settings in the log are JSON", e);
    }
  }

  /** For the log; reading and writing it again gives the same text. */
  public String stored() {
    return of(json.toString()).json.toString();
  }

  /** Where calls come from, as the file would say it. */
  public String from() {
    return json.path("from").asText();
  }

  /** Where they are to go; empty while that is open. */
  public String to() {
    return json.path("to").asText();
  }

  /** Whether it says where to and how, so that it could begin. */
  public boolean settled() {
    return json.has("to") && moves();
  }

  private boolean moves() {
    return json.has("split")
        || json.has("schedule")
        || OTHERS.contains(json.path("strategy").asText());
  }

  /** The same for a reader: one key a line, and at no share where that is open. */
  String lines() {
    ObjectNode whole = json.deepCopy();
    if (!moves()) {
      whole.put("split", "0%");
    }
    return whole.properties().stream()
        .map(entry -> JSON.valueToTree(entry.getKey()) + ": " + entry.getValue())
        .collect(Collectors.joining(",\n", "{", "}"));
  }

  /** The key that stands on a line of {@link #lines}. */
  String keyOn(int line) {
    Iterator<Map.Entry<String, JsonNode>> entries = json.properties().iterator();
    String key = "";
    for (int at = 0; at < line && entries.hasNext(); at++) {
      key = entries.next().getKey();
    }
    return key;
  }
}
