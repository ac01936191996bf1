package io.crossfade.server.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.routing.migration.MigrationEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What happened to migrations, as JSON and as server-sent events. */
final class EventJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LATEST = 30;
  private static final double BUCKETS_PER_PERCENT = 100.0;

  private final AdminContext context;
  private final List<Consumer<MigrationEvent>> watchers = new CopyOnWriteArrayList<>();

  EventJson(AdminContext context) {
    this.context = context;
    context
        .migrations()
        .onEvent(event -> watchers.forEach(watcher -> watcher.accept(event)));
  }

  /** Every event of a migration, oldest first. */
  ObjectNode all(String migration) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode data = body.putArray("data");
    context.log().read(migration).forEach(event -> data.add(json(event)));
    return body;
  }

  /** The latest events of a migration, newest first. */
  ArrayNode latest(String migration) {
    List<MigrationEvent> events = context.log().read(migration);
    ArrayNode data = JsonNodeFactory.instance.arrayNode();
    events.reversed().stream().limit(LATEST).forEach(event -> data.add(json(event)));
    return data;
  }

  /** Past events first, then each new one as it happens. */
  EventFeed feed(String migration) {
    return listener -> {
      Consumer<MigrationEvent> watcher =
          event -> {
            if (event.migration().equals(migration)) {
              listener.accept(sse(event));
            }
          };
      context.log().read(migration).forEach(event -> listener.accept(sse(event)));
      watchers.add(watcher);
      return () -> watchers.remove(watcher);
    };
  }

  private static String sse(MigrationEvent event) {
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
