package io.crossfade.server.admin.events;

import io.crossfade.routing.migration.MigrationEvent;
import io.crossfade.server.admin.web.EventFeed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Follows one migration: what has happened so far, then each event as it happens, every one once
 * and in order. Live events only wake it; what it sends it always asks the history for.
 *
 * @param history of all migrations
 * @param migration which one
 * @param seen {@code seq} of the last event the caller knows, 0 for none
 * @param quiet longest silence before a comment is sent, so that proxies keep the connection
 */
public record Watching(History history, String migration, long seen, Duration quiet)
    implements EventFeed {
  private static final String COMMENT = ": still here\n\n";

  @Override
  public void follow(Line line) throws InterruptedException {
    Semaphore news = new Semaphore(0);
    Runnable wake = news::release;
    history.watch(wake);
    line.onGone(wake);
    try {
      tell(line, news);
    } finally {
      history.unwatch(wake);
    }
  }

  private void tell(Line line, Semaphore news) throws InterruptedException {
    line.send(COMMENT);
    for (long last = seen; !line.gone(); news.drainPermits()) {
      List<MigrationEvent> events = history.after(migration, last);
      for (MigrationEvent event : events) {
        line.send(EventJson.sse(event));
        last = event.seq();
      }
      if (events.isEmpty() && !news.tryAcquire(quiet.toNanos(), TimeUnit.NANOSECONDS)) {
        line.send(COMMENT);
      }
    }
  }
}
