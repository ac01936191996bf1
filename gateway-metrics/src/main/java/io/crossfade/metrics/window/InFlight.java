package io.crossfade.metrics.window;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The units of one event loop, of all migrations, whose speed is not decided yet. Joining and
 * leaving cost a few pointers; a sweep over all finds those that have become slow. Used on that
 * loop only.
 */
public final class InFlight {
  /** How often to sweep, and thus how late a unit may be found slow. */
  public static final Duration SWEEP = Duration.ofMillis(250);

  private @Nullable Unit first;

  /** Watches a unit until its speed is decided. */
  public void add(Unit unit) {
    if (!unit.open()) {
      return;
    }
    unit.home = this;
    unit.after = first;
    if (first != null) {
      first.before = unit;
    }
    first = unit;
  }

  void remove(Unit unit) {
    if (unit.before == null) {
      first = unit.after;
    } else {
      unit.before.after = unit.after;
    }
    if (unit.after != null) {
      unit.after.before = unit.before;
    }
    unit.home = null;
    unit.before = null;
    unit.after = null;
  }

  /** Counts what has become slow; meant to be called every {@link #SWEEP}. */
  public void sweep(long nowNanos) {
    Unit unit = first;
    while (unit != null) {
      Unit next = unit.after;
      unit.sweep(nowNanos);
      if (!unit.open()) {
        remove(unit);
      }
      unit = next;
    }
  }
}
