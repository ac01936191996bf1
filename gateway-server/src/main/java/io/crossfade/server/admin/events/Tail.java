package io.crossfade.server.admin.events;

import io.crossfade.routing.migration.MigrationEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The last events of one migration, without a gap. Safe for use by several threads. */
final class Tail {
  private static final int KEPT = 200;

  private final Deque<MigrationEvent> events = new ArrayDeque<>();

  synchronized void add(MigrationEvent event) {
    long next = events.isEmpty() ? event.seq() : events.getLast().seq() + 1;
    if (event.seq() < next) {
      return; // it was read from the disk before it was announced
    }
    if (event.seq() > next) {
      events.clear();
    }
    events.addLast(event);
    cut();
  }

  /** Puts what is on disk in front of what is known, where the two join. */
  synchronized void remember(List<MigrationEvent> stored) {
    for (MigrationEvent event : stored.reversed()) {
      if (events.isEmpty() || event.seq() == events.getFirst().seq() - 1) {
        events.addFirst(event);
      }
    }
    cut();
  }

  private void cut() {
    while (events.size() > KEPT) {
      events.removeFirst();
    }
  }

  /** Whether everything behind {@code seq} is here. */
  synchronized boolean joins(long seq) {
    return !events.isEmpty() && events.getFirst().seq() <= seq + 1;
  }

  /** What is behind {@code seq}; empty when it does not join. */
  synchronized List<MigrationEvent> after(long seq) {
    return joins(seq) ? events.stream().filter(event -> event.seq() > seq).toList() : List.of();
  }

  /** Whether there are that many, or all there ever were. */
  synchronized boolean hasLast(int most) {
    return events.size() >= most || joins(0);
  }

  /** Newest first. */
  synchronized List<MigrationEvent> last(int most) {
    List<MigrationEvent> last = new ArrayList<>(most);
    Iterator<MigrationEvent> newest = events.descendingIterator();
    while (newest.hasNext() && last.size() < most) {
      last.add(newest.next());
    }
    return last;
  }
}
