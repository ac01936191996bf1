package io.crossfade.metrics.cost;

/**
 * What one kind of call took and cost.
 *
 * @param answers since the start
 * @param unpriced of those, how many have no price and are in none of the sums of dollars
 * @param promptTokens since the start
 * @param completionTokens since the start
 * @param dollars since the start
 * @param day dollars of the last 24 hours, up to 15 minutes more
 * @param projectedMonth dollars of 30.4 such days; NaN while less than an hour is known
 */
public record CostReport(
    long answers,
    long unpriced,
    long promptTokens,
    long completionTokens,
    double dollars,
    double day,
    double projectedMonth) {

  /** Mean dollars of an answer whose price is known; NaN without one. */
  public double perAnswer() {
    return answers == unpriced ? Double.NaN : dollars / (answers - unpriced);
  }
}
