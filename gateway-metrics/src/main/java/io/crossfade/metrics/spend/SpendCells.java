package io.crossfade.metrics.spend;

import io.crossfade.metrics.duration.Durations;
import io.crossfade.metrics.spend.SpendLimits.Steps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What one event loop saw one arm spend in one step. Only that loop writes, without locks or
 * allocation; everything is cumulative, so readers take differences.
 */
public final class SpendCells {
  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(double[].class);
  private static final int COST = 0;
  private static final int PER_TOKEN = 4;
  private static final int BILL = 8;
  private static final int CALLS = 12;
  private static final int SUM = 13;
  private static final int SQUARES = 14;
  private static final int SIZE = 15;

  private final SpendBaseline baseline;
  private final boolean candidate;
  private final double[] cells = new double[SIZE];
  private final Durations costs = new Durations();
  private final Durations tokens = new Durations();
  private final Durations bills = new Durations();

  /**
   * @param baseline what costs are held against
   * @param candidate whether it is the candidate's, which is granted what is tolerated
   */
  public SpendCells(SpendBaseline baseline, boolean candidate) {
    this.baseline = baseline;
    this.candidate = candidate;
  }

  /** Takes in one unit of evidence that was answered; owning loop only. */
  public void add(Expense expense) {
    SpendLimits limits = baseline.limits(candidate);
    long cost = Amounts.tokens(expense.expected());
    long perToken = Amounts.perToken(expense.perToken());
    count(COST, limits.cost(), cost);
    count(PER_TOKEN, limits.perToken(), perToken);
    costs.add(cost);
    tokens.add(perToken);
    if (!Double.isNaN(expense.bill())) {
      long bill = Amounts.tokens(expense.bill());
      count(BILL, limits.bill(), bill);
      bills.add(bill);
    }
    double squares = cells[SQUARES] + expense.expected() * expense.expected();
    add(CALLS, 1);
    add(SUM, expense.expected());
    CELL.setRelease(cells, SQUARES, squares);
  }

  private void count(int cell, Steps limits, long amount) {
    if (limits.measures()) {
      add(cell, 1);
      add(cell + 1, amount > limits.low() ? 1 : 0);
      add(cell + 2, amount > limits.middle() ? 1 : 0);
      add(cell + 3, amount > limits.high() ? 1 : 0);
    }
  }

  private void add(int cell, double more) {
    CELL.setRelease(cells, cell, cells[cell] + more);
  }

  /** What was spent so far; any thread. */
  public Spent read() {
    double squares = get(SQUARES);
    if (squares == 0) {
      return Spent.NONE;
    }
    double sum = get(SUM);
    return new Spent(over(COST), over(PER_TOKEN), over(BILL), get(CALLS), sum, squares);
  }

  /** Events before units, so that a reader never sees more of them. */
  private Over over(int cell) {
    long high = (long) get(cell + 3);
    long middle = (long) get(cell + 2);
    long low = (long) get(cell + 1);
    return new Over((long) get(cell), low, middle, high);
  }

  private double get(int cell) {
    return (double) CELL.getAcquire(cells, cell);
  }

  /** Adds how often each amount occurred to sums over loops; any thread. */
  void addTo(int[] costSums, int[] tokenSums, int[] billSums) {
    costs.addTo(costSums);
    tokens.addTo(tokenSums);
    bills.addTo(billSums);
  }
}
