package io.crossfade.server.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.json.JsonTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The events of a streamed response, each by its number and type. */
final class NumberedEvents {
  private NumberedEvents() {}

  static List<String> in(String stream) {
    List<String> events = new ArrayList<>();
    String name = "";
    for (String line : stream.lines().toList()) {
      if (line.startsWith("event: ")) {
        name = line.substring("event: ".length());
      } else if (line.startsWith("data: ")) {
        JsonNode data = Objects.requireNonNull(JsonTrees.parse(line.substring("data: ".length())));
        assertThat(data.path("type").asText()).isEqualTo(name);
        events.add(data.path("sequence_number").asText() + " " + name);
      }
    }
    return events;
  }
}
