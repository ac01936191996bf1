package io.crossfade.server.upstream.admission;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One place in the queue before a provider. On its guest's loop only, except for the grant. */
public final class Place {
  private final Admission admission;
  private final EventLoop loop;
  private final Guest guest;
  private @Nullable Future<?> alarm;
  private boolean givenUp;

  Place(Admission admission, EventLoop loop, Guest guest) {
    this.admission = admission;
    this.loop = loop;
    this.guest = guest;
  }

  /** Gives the place up at once; room that was granted meanwhile goes to the next. */
  public void giveUp() {
    givenUp = true;
    stopAlarm();
    admission.remove(this);
  }

  void waitFor(long millis) {
    alarm = loop.schedule(this::late, millis, TimeUnit.MILLISECONDS);
  }

  /** Called on any loop, by whoever took this place out of the queue. */
  void grant() {
    loop.execute(this::granted);
  }

  private void granted() {
    if (givenUp) {
      admission.leave();
    } else {
      stopAlarm();
      guest.admitted();
    }
  }

  /** A place that is out of the queue already was granted, and its guest is about to hear so. */
  private void late() {
    if (admission.remove(this)) {
      guest.turnedAway();
    }
  }

  private void stopAlarm() {
    if (alarm != null) {
      alarm.cancel(false);
    }
  }
}
