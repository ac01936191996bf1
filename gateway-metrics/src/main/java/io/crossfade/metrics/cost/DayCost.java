package io.crossfade.metrics.cost;

import java.time.LocalDate;

/**
 * What one kind of call took and cost on one day.
 *
 * @param day in UTC
 */
public record DayCost(LocalDate day, CostKey key, CostSums sums) {}
