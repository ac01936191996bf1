package io.crossfade.server.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.server.control.ConfigSource;
import io.crossfade.server.store.StoreException;

/** The gateway itself: which configuration is in force, and whether something is wrong. */
final class GatewayJson {
  private final AdminContext context;
  private final Health health;

  GatewayJson(AdminContext context, Health health) {
    this.context = context;
    this.health = health;
  }

  ObjectNode now() {
    StoreException trouble = context.migrations().store().trouble();
    ConfigSource.Reload last = context.source().last();
    return JsonNodeFactory.instance
        .objectNode()
        .put("config_hash", context.migrations().snapshots().get().config().hash())
        .put("config_problem", last == null || last.ok() ? null : last.message())
        .put("uptime_seconds", health.uptimeSeconds())
        .put("store_durable", trouble == null)
        .put("store_problem", trouble == null ? null : trouble.getMessage())
        .put("unsaved_events", context.migrations().store().unsaved());
  }
}
