package io.crossfade.server.snapshot;

import java.util.function.Supplier;

/**
 * The snapshot in force. Readers pay one volatile read and never wait; writers take turns and
 * cannot move it back in time.
 */
public final class SnapshotHolder implements Supplier<Snapshot> {
  private volatile Snapshot current;

  public SnapshotHolder(Snapshot first) {
    current = first;
  }

  @Override
  public Snapshot get() {
    return current;
  }

  /** Puts {@code next} in force unless its revision is stale; returns whether it did. */
  public synchronized boolean publish(Snapshot next) {
    if (next.revision() <= current.revision()) {
      return false;
    }
    current = next;
    return true;
  }
}
