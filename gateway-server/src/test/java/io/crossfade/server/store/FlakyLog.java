package io.crossfade.server.store;

import io.crossfade.routing.migration.MigrationEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A log in memory that fails or hangs on demand. */
public final class FlakyLog implements EventLog {
  private final List<MigrationEvent> events = new ArrayList<>();
  private final Semaphore gate = new Semaphore(Integer.MAX_VALUE / 2);
  private volatile StoreException.@Nullable Kind failing;
  private volatile Consumer<MigrationEvent> watcher = event -> {};

  /** Every append fails that way from now on; null heals it. */
  public void fail(StoreException.@Nullable Kind kind) {
    failing = kind;
  }

  /** Every append waits until {@link #release}. */
  public void hang() {
    gate.drainPermits();
  }

  public void release() {
    gate.release(Integer.MAX_VALUE / 2);
  }

  /** Hears of every append before anything comes of it. */
  public void onAppend(Consumer<MigrationEvent> listener) {
    watcher = listener;
  }

  @Override
  public void append(MigrationEvent event) {
    watcher.accept(event);
    gate.acquireUninterruptibly();
    StoreException.Kind kind = failing;
    if (kind != null) {
      throw new StoreException(kind, Path.of("flaky.db"), "fails on demand");
    }
    synchronized (events) {
      if (!events.contains(event)) {
        events.add(event);
      }
    }
  }

  @Override
  public void forget(String migration, List<Long> seqs) {
    synchronized (events) {
      events.removeIf(e -> e.migration().equals(migration) && seqs.contains(e.seq()));
    }
  }

  @Override
  public List<MigrationEvent> read(String migration) {
    return readAll().stream().filter(event -> event.migration().equals(migration)).toList();
  }

  @Override
  public List<MigrationEvent> readAll() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  @Override
  public List<String> migrations() {
    return readAll().stream().map(MigrationEvent::migration).distinct().toList();
  }

  @Override
  public void close() {}
}
