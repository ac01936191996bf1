package io.crossfade.metrics.spend;

/**
 * How many times as much as on the control a call may cost before that is an event.
 *
 * @param cost at the candidate's prices, at least 1
 * @param perToken the same of a single token
 * @param bill at each arm's own prices
 */
public record SpendTolerance(double cost, double perToken, double bill) {}
