package io.crossfade.metrics.spend;

/**
 * One arm over all event loops: cumulative, or the difference of two such readings.
 *
 * @param cost by what calls cost at the candidate's prices; levels are the control's p50, p90, p99
 * @param perToken the same, by the cost of a token
 * @param bill by what calls really cost
 * @param calls whose cost is in the sums
 * @param sum of {@link Expense#expected}
 * @param squares of the same
 */
public record Spent(Over cost, Over perToken, Over bill, double calls, double sum, double squares) {
  /** Nothing was spent. */
  public static final Spent NONE = new Spent(Over.NONE, Over.NONE, Over.NONE, 0, 0, 0);

  public Spent plus(Spent more) {
    return more.equals(NONE) ? this : sum(more);
  }

  private Spent sum(Spent more) {
    return new Spent(
        cost.plus(more.cost),
        perToken.plus(more.perToken),
        bill.plus(more.bill),
        calls + more.calls,
        sum + more.sum,
        squares + more.squares);
  }

  public Spent minus(Spent earlier) {
    return earlier.equals(this) ? NONE : difference(earlier);
  }

  private Spent difference(Spent earlier) {
    return new Spent(
        cost.minus(earlier.cost),
        perToken.minus(earlier.perToken),
        bill.minus(earlier.bill),
        calls - earlier.calls,
        sum - earlier.sum,
        squares - earlier.squares);
  }

  /** Mean cost of a call; NaN without one. */
  public double mean() {
    return sum / calls;
  }

  /** Standard deviation of a call's cost; NaN for fewer than two. */
  public double deviation() {
    return Math.sqrt(Math.max(0, (squares - sum * sum / calls) / (calls - 1)));
  }
}
