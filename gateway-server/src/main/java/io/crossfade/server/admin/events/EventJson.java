package io.crossfade.server.admin.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.routing.migration.MigrationEvent;
import java.util.List;

/** Events as the management API tells them. */
public final class EventJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double BUCKETS_PER_PERCENT = 100.0;

  private EventJson() {}

  /** Events in the order given. */
  public static ArrayNode all(List<MigrationEvent> events) {
    ArrayNode data = JsonNodeFactory.instance.arrayNode();
    events.forEach(event -> data.add(json(event)));
    return data;
  }

  /** One event as a server-sent one, whose id is its {@code seq}. */
  static String sse(MigrationEvent event) {
    return "id: %d\nevent: migration\ndata: %s\n\n".formatted(event.seq(), json(event));
  }

  private static ObjectNode json(MigrationEvent event) {
    JsonNode payload = payload(event);
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("seq", event.seq())
            .put("migration", event.migration())
            .put("at", event.at().toString())
            .put("actor", event.actor())
            .put("event", event.event())
            .put("from", event.from())
            .put("to", event.to())
            .put("split", event.splitBuckets() / BUCKETS_PER_PERCENT)
            .put("config_hash", event.configHash())
            .put("epoch", event.epoch())
            .put("reason", payload.path("reason").asText(""));
    json.set("payload", payload);
    return json;
  }

  private static JsonNode payload(MigrationEvent event) {
    try {
      return JSON.readTree(event.payload());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event's payload is JSON: " + event.seq(), e);
    }
  }
}
