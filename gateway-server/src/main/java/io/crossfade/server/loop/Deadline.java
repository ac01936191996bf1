package io.crossfade.server.loop;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A point in time that moves with nearly every read, so it is only written down: the alarm behind
 * it is left where it is while the point moves away, and set again when it has gone off too early.
 * On its loop only.
 */
public final class Deadline {
  private final EventLoop loop;
  private final Runnable passed;
  private @Nullable Future<?> alarm;
  private boolean set;
  private long atNanos;
  private long alarmNanos;

  /** Not set yet; runs {@code passed} each time it is reached. */
  public Deadline(EventLoop loop, Runnable passed) {
    this.loop = loop;
    this.passed = passed;
  }

  /** Runs what was given in that many milliseconds, unless told otherwise before. */
  public void in(long millis) {
    long now = loop.ticker().nanoTime();
    set = true;
    atNanos = now + TimeUnit.MILLISECONDS.toNanos(millis);
    if (alarm == null) {
      arm(now);
    } else if (alarmNanos - atNanos > 0) {
      alarm.cancel(false);
      arm(now);
    }
  }

  public void clear() {
    set = false;
  }

  /** Clears it, and lets go of the alarm. */
  public void stop() {
    set = false;
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
  }

  private void arm(long now) {
    alarmNanos = atNanos;
    alarm = loop.schedule(this::ring, atNanos - now, TimeUnit.NANOSECONDS);
  }

  private void ring() {
    alarm = null;
    long now = loop.ticker().nanoTime();
    if (set && atNanos - now > 0) {
      arm(now);
    } else if (set) {
      set = false;
      passed.run();
    }
  }
}
