package io.crossfade.server.admin;

import io.crossfade.metrics.export.GatewayMetrics;
import io.crossfade.server.control.ConfigSource;
import io.crossfade.server.control.Migrations;
import io.crossfade.server.store.EventLog;
import java.util.function.LongSupplier;

/**
 * What the admin port looks at and acts on.
 *
 * @param migrations the controller
 * @param source the configuration file
 * @param log events of all migrations
 * @param metrics for the scrape
 * @param nanos clock of the windows
 */
public record AdminContext(
    Migrations migrations,
    ConfigSource source,
    EventLog log,
    GatewayMetrics metrics,
    LongSupplier nanos) {}
