package io.crossfade.metrics.judge.alert;

import io.crossfade.core.Arm;
import io.crossfade.metrics.judge.evidence.Tick;
import io.crossfade.metrics.window.Sums;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * More than one in a hundred calls of the last five minutes came without the cohort key the
 * migration asks for: their callers may change arms from one call to the next.
 */
public final class KeyMissingCondition implements Condition {
  private static final long SPAN_NANOS = Duration.ofMinutes(5).toNanos();
  private static final long GRAIN_NANOS = Duration.ofSeconds(15).toNanos();
  private static final double LIMIT = 0.01;

  /** Fewer calls cannot tell one in a hundred from more. */
  private static final long LEAST_CALLS = 100;

  /** What the step had counted at the beginning of each grain of the span, oldest first. */
  private final Deque<Count> counts = new ArrayDeque<>();

  /** What it had counted when the span began. */
  private Count begun = Count.NONE;

  private long calls;
  private long keyless;

  private record Count(long nanos, long calls, long keyless) {
    static final Count NONE = new Count(0, 0, 0);

    static Count of(long nanos, Sums sums) {
      return new Count(
          nanos,
          sums.control().ended() + sums.candidate().ended(),
          sums.control().keyless() + sums.candidate().keyless());
    }
  }

  @Override
  public String name() {
    return "cohort_key_missing";
  }

  @Override
  public Arm arm() {
    return Arm.NONE;
  }

  @Override
  public void tick(Tick tick) {
    Count now = Count.of(tick.nowNanos(), tick.sums());
    Count before = beginning(tick.nowNanos());
    calls = now.calls - before.calls;
    keyless = now.keyless - before.keyless;
    if (counts.isEmpty() || now.nanos - counts.getLast().nanos >= GRAIN_NANOS) {
      counts.addLast(now);
    }
  }

  /** What had been counted five minutes ago; nothing in a step younger than that. */
  private Count beginning(long nowNanos) {
    while (!counts.isEmpty() && nowNanos - counts.getFirst().nanos >= SPAN_NANOS) {
      begun = counts.removeFirst();
    }
    return begun;
  }

  @Override
  public void stepStarted() {
    counts.clear();
    begun = Count.NONE;
  }

  @Override
  public boolean holds() {
    return calls >= LEAST_CALLS && keyless > LIMIT * calls;
  }

  @Override
  public String reason() {
    return String.format(
        Locale.ROOT,
        "%d of the last %d calls (%.1f %%) came without the cohort key",
        keyless,
        calls,
        100.0 * keyless / calls);
  }
}
