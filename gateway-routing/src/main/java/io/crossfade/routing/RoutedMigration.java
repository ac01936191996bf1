package io.crossfade.routing;

import io.crossfade.routing.migration.Phase;

/**
 * A migration as calls meet it. What is counted about a call belongs to {@code (name, epoch,
 * stepEpoch, arm)} from the moment it is routed.
 *
 * @param slot its index; {@link io.crossfade.core.Route#slot} of its calls
 * @param name of the migration
 * @param phase the state it is in
 * @param epoch evidence epoch
 * @param step index of the stage of its plan
 * @param stepEpoch grows with every change of the split
 * @param splitBuckets ten-thousandths the candidate serves
 */
public record RoutedMigration(
    int slot, String name, Phase phase, int epoch, int step, int stepEpoch, int splitBuckets) {}
