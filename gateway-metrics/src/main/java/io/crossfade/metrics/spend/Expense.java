package io.crossfade.metrics.spend;

/**
 * What one call cost, in tokens of the candidate's prompt: dollars divided by the candidate's price
 * of one. So calls of cheap and of dear models are numbers of the same size.
 *
 * @param expected what its tokens cost at the candidate's prices, whichever arm took them; above 0
 * @param bill what it really cost at the prices of its own arm; NaN where these are unknown
 * @param tokens of prompt and answer; at least 1
 */
public record Expense(double expected, double bill, long tokens) {

  double perToken() {
    return expected / tokens;
  }
}
