package io.crossfade.server.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time limits of one event loop's calls.
 *
 * <p>Nearly no call ever meets its limit, so a limit costs two pointer writes to set and two to
 * forget, and one sweep over those under way every {@value #SWEEP_MILLIS} ms finds the few that are
 * over; a timer per call would be paid by all. Limits are late by one sweep at most. Used on one
 * event loop only.
 */
public final class Deadlines {
  static final long SWEEP_MILLIS = 50;

  private final ScheduledExecutorService loop;
  private final LongSupplier nanos;
  private @Nullable Deadline first;
  private boolean sweeping;

  /**
   * Limits kept on {@code loop}.
   *
   * @param nanos clock of the limits
   */
  public Deadlines(ScheduledExecutorService loop, LongSupplier nanos) {
    this.loop = loop;
    this.nanos = nanos;
  }

  /** One limit that may be set, moved and forgotten any number of times. */
  public static final class Deadline {
    private final Deadlines home;
    private final Runnable passed;
    private long atNanos;
    private boolean set;
    private @Nullable Deadline before;
    private @Nullable Deadline after;

    private Deadline(Deadlines home, Runnable passed) {
      this.home = home;
      this.passed = passed;
    }

    /** Sets the limit, or moves it. */
    public void in(long millis) {
      at(home.nanos.getAsLong() + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** Sets the limit to a point of the clock, or moves it there. */
    public void at(long whenNanos) {
      atNanos = whenNanos;
      if (!set) {
        home.link(this);
      }
    }

    public void forget() {
      if (set) {
        home.unlink(this);
      }
    }
  }

  /** A limit, not yet set, that runs {@code passed} once each time it is reached. */
  public Deadline deadline(Runnable passed) {
    return new Deadline(this, passed);
  }

  private void link(Deadline deadline) {
    deadline.set = true;
    deadline.before = null;
    deadline.after = first;
    if (first != null) {
      first.before = deadline;
    }
    first = deadline;
    startSweeping();
  }

  private void unlink(Deadline deadline) {
    deadline.set = false;
    if (deadline.before == null) {
      first = deadline.after;
    } else {
      deadline.before.after = deadline.after;
    }
    if (deadline.after != null) {
      deadline.after.before = deadline.before;
    }
    deadline.before = null;
    deadline.after = null;
  }

  private void startSweeping() {
    if (!sweeping) {
      sweeping = true;
      var _ = loop.schedule(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Those that are over are collected first, for what they run may set and forget others. */
  private void sweep() {
    sweeping = false;
    long now = nanos.getAsLong();
    List<Deadline> passed = new ArrayList<>();
    for (Deadline at = first; at != null; at = at.after) {
      if (at.atNanos - now <= 0) {
        passed.add(at);
      }
    }
    try {
      passed.forEach(Deadlines::run);
    } finally {
      if (first != null) {
        startSweeping();
      }
    }
  }

  private static void run(Deadline deadline) {
    if (deadline.set) {
      deadline.forget();
      deadline.passed.run();
    }
  }
}
