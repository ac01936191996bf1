package io.crossfade.metrics.cost;

/**
 * What some calls took and cost.
 *
 * @param answers how many there were
 * @param unpriced of those, how many have no price and are not in {@code dollars}
 * @param promptTokens of all of them
 * @param completionTokens of all of them
 * @param dollars of those whose price is known
 */
public record CostSums(
    long answers, long unpriced, long promptTokens, long completionTokens, double dollars) {
  /** No call at all. */
  public static final CostSums NONE = new CostSums(0, 0, 0, 0, 0);

  public CostSums plus(CostSums more) {
    return new CostSums(
        answers + more.answers,
        unpriced + more.unpriced,
        promptTokens + more.promptTokens,
        completionTokens + more.completionTokens,
        dollars + more.dollars);
  }

  CostSums minus(CostSums earlier) {
    return new CostSums(
        answers - earlier.answers,
        unpriced - earlier.unpriced,
        promptTokens - earlier.promptTokens,
        completionTokens - earlier.completionTokens,
        dollars - earlier.dollars);
  }

  /** Mean dollars of an answer whose price is known; NaN without one. */
  public double perAnswer() {
    return answers == unpriced ? Double.NaN : dollars / (answers - unpriced);
  }
}
