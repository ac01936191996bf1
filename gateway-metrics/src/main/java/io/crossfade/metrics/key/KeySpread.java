package io.crossfade.metrics.key;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How many users the candidate really has: {@code (Σn)²/Σn²} over the calls n of each cohort key in
 * a fixed window of ten minutes, so that one heavy user among many counts as little more than one.
 * While it is small, the arms' users differ, not the models.
 *
 * <p>Any event loop counts; one thread ticks. Keys that share one of the 1,024 slots count as one,
 * so the number is never too large.
 */
public final class KeySpread {
  public static final int SLOTS = 1_024;

  private final AtomicIntegerArray calls;
  private long window;
  private boolean begun;
  private double lastWindow = Double.NaN;
  private volatile double effective;

  private KeySpread(int slots, double effective) {
    this.calls = new AtomicIntegerArray(slots);
    this.effective = effective;
  }

  /** For migrations whose users stay on their arm; 4 KB. */
  public static KeySpread perKey() {
    return new KeySpread(SLOTS, 0);
  }

  /** For migrations by request id: every call is its own key. */
  public static KeySpread unbounded() {
    return new KeySpread(0, Double.POSITIVE_INFINITY);
  }

  /** Counts one call; any thread. */
  public void add(long key) {
    if (calls.length() > 0) {
      calls.getAndIncrement((int) key & (SLOTS - 1));
    }
  }

  /** Looks at the counts, and begins the next window when it is time to. */
  public void tick(long nowNanos) {
    if (calls.length() == 0) {
      return;
    }
    double counted = count();
    long now = Math.floorDiv(nowNanos, KeyCap.WINDOW_NANOS);
    if (begun && now != window) {
      lastWindow = counted;
      clear();
    }
    window = now;
    begun = true;
    effective = Double.isNaN(lastWindow) ? counted : lastWindow;
  }

  /** In the last whole window, or so far in the first; infinite by request id. */
  public double effective() {
    return effective;
  }

  private double count() {
    double sum = 0;
    double squares = 0;
    for (int slot = 0; slot < SLOTS; slot++) {
      double times = calls.get(slot);
      sum += times;
      squares += times * times;
    }
    return squares == 0 ? 0 : sum * sum / squares;
  }

  private void clear() {
    for (int slot = 0; slot < SLOTS; slot++) {
      calls.set(slot, 0);
    }
  }
}
