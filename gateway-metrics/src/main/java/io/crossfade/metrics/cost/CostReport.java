package io.crossfade.metrics.cost;

/**
 * What one kind of call took and cost.
 *
 * @param sums since the start
 * @param today the same since midnight in UTC, over restarts
 * @param day dollars of the last 24 hours, up to 15 minutes more
 * @param projectedMonth dollars of 30.4 such days; NaN while less than an hour is known
 */
public record CostReport(CostSums sums, CostSums today, double day, double projectedMonth) {}
