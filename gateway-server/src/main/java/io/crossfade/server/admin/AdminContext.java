package io.crossfade.server.admin;

import io.crossfade.metrics.export.GatewayMetrics;
import io.crossfade.server.admin.events.History;
import io.crossfade.server.control.ConfigSource;
import io.crossfade.server.control.Migrations;
import io.crossfade.server.usage.CostArchive;
import java.util.function.LongSupplier;

/**
 * What the admin port looks at and acts on.
 *
 * @param migrations the controller
 * @param source the configuration file
 * @param history events of all migrations, told of every one since the start
 * @param metrics for the scrape
 * @param costs what calls cost
 * @param nanos clock of the windows
 */
public record AdminContext(
    Migrations migrations,
    ConfigSource source,
    History history,
    GatewayMetrics metrics,
    CostArchive costs,
    LongSupplier nanos) {}
