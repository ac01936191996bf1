package io.crossfade.metrics.cost;

import io.crossfade.core.usage.Usage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * Tokens and cost of one kind of call since the start. Event loops add, without locks; the control
 * plane ticks and reads.
 */
final class CostLine {
  private static final long DAY_NANOS = Duration.ofDays(1).toNanos();
  private static final long LEAST_NANOS = Duration.ofHours(1).toNanos();

  /** How often the sum is remembered, and thus how much longer than a day a day may be. */
  private static final long GRAIN_NANOS = Duration.ofMinutes(15).toNanos();

  private static final double DAYS_PER_MONTH = 30.4;

  private final DoubleAdder dollars = new DoubleAdder();
  private final LongAdder answers = new LongAdder();
  private final LongAdder unpriced = new LongAdder();
  private final LongAdder prompt = new LongAdder();
  private final LongAdder completion = new LongAdder();
  private final Deque<Moment> moments = new ArrayDeque<>();

  /** The sums when the present day began. */
  private CostSums dayBegan = CostSums.NONE;

  /** What an earlier process counted of the present day. */
  private CostSums before = CostSums.NONE;

  private record Moment(long nanos, double dollars) {}

  void add(Usage usage, double cost) {
    answers.increment();
    prompt.add(usage.prompt());
    completion.add(usage.completion());
    if (Double.isNaN(cost)) {
      unpriced.increment();
    } else {
      dollars.add(cost);
    }
  }

  /** Remembers the sum when it is time to. */
  synchronized void tick(long nowNanos) {
    Moment last = moments.peekLast();
    if (last != null && nowNanos - last.nanos < GRAIN_NANOS) {
      return;
    }
    moments.addLast(new Moment(nowNanos, dollars.sum()));
    while (moments.size() > 1 && nowNanos - moments.getFirst().nanos > DAY_NANOS) {
      moments.removeFirst();
    }
  }

  /**
   * The sums as of now.
   *
   * @param sinceNanos when costs began to be added up
   */
  synchronized CostReport report(long sinceNanos, long nowNanos) {
    CostSums sums = sums();
    double all = sums.dollars();
    long age = nowNanos - sinceNanos;
    Moment first = moments.peekFirst();
    double earlier = age <= DAY_NANOS || first == null ? 0 : first.dollars;
    double day = all - earlier;
    double ofDay = (double) Math.min(age, DAY_NANOS) / DAY_NANOS;
    double month = age < LEAST_NANOS ? Double.NaN : day / ofDay * DAYS_PER_MONTH;
    return new CostReport(sums, sums.minus(dayBegan).plus(before), day, month);
  }

  private CostSums sums() {
    return new CostSums(
        answers.sum(), unpriced.sum(), prompt.sum(), completion.sum(), dollars.sum());
  }

  /** What the present day has come to. */
  synchronized CostSums today() {
    return sums().minus(dayBegan).plus(before);
  }

  /** Begins another day, and says what the one before came to. */
  synchronized CostSums endDay() {
    CostSums now = sums();
    CostSums ended = now.minus(dayBegan).plus(before);
    dayBegan = now;
    before = CostSums.NONE;
    return ended;
  }

  /** Adds what an earlier process counted of the present day. */
  synchronized void restore(CostSums counted) {
    before = before.plus(counted);
  }
}
