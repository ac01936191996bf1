package io.crossfade.server.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The snapshot in force. Readers pay one volatile read and never wait; writers take turns and
 * cannot move it back in time.
 */
public final class SnapshotHolder implements Supplier<Snapshot> {
  private final List<Consumer<Snapshot>> followers = new ArrayList<>();
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
    followers.forEach(follower -> follower.accept(next));
    current = next;
    return true;
  }

  /** Has {@code follower} take the snapshot in force now, and every later one before readers do. */
  public synchronized void follow(Consumer<Snapshot> follower) {
    followers.add(follower);
    follower.accept(current);
  }
}
