package io.crossfade.server.admin.events;

import io.crossfade.routing.migration.MigrationEvent;
import io.crossfade.routing.migration.Phase;
import io.crossfade.server.store.EventLog;
import io.crossfade.server.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has happened to each migration: the log, joined with what was announced and may not be on
 * disk yet. What happens while the store is in trouble is seen at once, and the page does not read
 * the disk every second.
 *
 * <p>Told on the control thread; asked from threads that may block on the disk.
 */
public final class History implements Consumer<MigrationEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(History.class);

  private final EventLog log;
  private final Map<String, Tail> tails = new ConcurrentHashMap<>();
  private final Map<String, Instant> started = new ConcurrentHashMap<>();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

  public History(EventLog log) {
    this.log = log;
  }

  @Override
  public void accept(MigrationEvent event) {
    tail(event.migration()).add(event);
    watchers.forEach(Runnable::run);
  }

  /**
   * The events of a migration behind {@code seq}, in order and without a gap. Where the log cannot
   * be read, those known in memory, if they join.
   */
  public List<MigrationEvent> after(String migration, long seq) {
    Tail tail = tail(migration);
    if (tail.joins(seq)) {
      return tail.after(seq);
    }
    List<MigrationEvent> events = new ArrayList<>(stored(migration));
    tail.remember(events);
    events.removeIf(event -> event.seq() <= seq);
    events.addAll(tail.after(events.isEmpty() ? seq : events.getLast().seq()));
    return events;
  }

  /** The latest events of a migration, newest first. */
  public List<MigrationEvent> latest(String migration, int most) {
    Tail tail = tail(migration);
    return tail.hasLast(most)
        ? tail.last(most)
        : after(migration, 0).reversed().stream().limit(most).toList();
  }

  /** When a migration first served a caller; empty before that. */
  public Optional<Instant> startedAt(String migration) {
    Instant known = started.get(migration);
    if (known == null) {
      after(migration, 0).stream()
          .filter(event -> event.to().equals(Phase.RUNNING.label()))
          .findFirst()
          .ifPresent(event -> started.put(migration, event.at()));
    }
    return Optional.ofNullable(started.get(migration));
  }

  /** When a migration last came into a state; empty when it never did. */
  public Optional<Instant> reachedAt(String migration, Phase phase) {
    return after(migration, 0).reversed().stream()
        .filter(event -> event.to().equals(phase.label()) && !event.from().equals(event.to()))
        .map(MigrationEvent::at)
        .findFirst();
  }

  /** Runs {@code watcher} on the control thread after each event. */
  void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  void unwatch(Runnable watcher) {
    watchers.remove(watcher);
  }

  private Tail tail(String migration) {
    return tails.computeIfAbsent(migration, _ -> new Tail());
  }

  private List<MigrationEvent> stored(String migration) {
    try {
      return log.read(migration);
    } catch (StoreException unreadable) {
      LOG.debug("the log of '{}' cannot be read now", migration, unreadable);
      return List.of();
    }
  }
}
