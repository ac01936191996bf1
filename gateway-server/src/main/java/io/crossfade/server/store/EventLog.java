package io.crossfade.server.store;

import io.crossfade.routing.migration.MigrationEvent;
import java.util.List;

/**
 * The append-only log behind every migration. All methods block on the disk and may be called from
 * any thread but an event loop; all throw {@link StoreException} when the store is in trouble.
 */
public interface EventLog extends AutoCloseable {

  /**
   * Adds one event, which is on disk when this returns. Adding the same event again changes
   * nothing, so a write whose fate is unknown may be repeated.
   *
   * @param event its {@code seq} must follow the last one of its migration
   */
  void append(MigrationEvent event);

  /**
   * Forgets events of one migration, which are gone when this returns.
   *
   * @param seqs each above 1, with a {@code Compact} behind it; others are refused, and stay
   */
  void forget(String migration, List<Long> seqs);

  /** Returns the events of one migration by {@code seq}; empty when it has none. */
  List<MigrationEvent> read(String migration);

  /** Returns all events in the order they were written. */
  List<MigrationEvent> readAll();

  /** Returns the names of all migrations that have events, in the order of their first one. */
  List<String> migrations();

  @Override
  void close();
}
