package io.crossfade.routing.migration;

import java.util.List;
import java.util.Set;

/**
 * What of a log may go once its state has been written down in it. What led to another state, and
 * whatever moved callers, stays for whoever asks why.
 */
public final class Compaction {
  /** The event that the fold begins with from then on. */
  static final String EVENT = "Compact";

  /** They come and go without anybody being moved. */
  private static final Set<String> PASSING = Set.of("Hold", "Clear", "Restarted", "Reload", EVENT);

  private Compaction() {}

  /** Whether a migration's state may be written down: nothing goes on in it by itself. */
  public static boolean rests(MigrationState state) {
    return switch (state.phase()) {
      case COMPLETED, ROLLED_BACK, ABORTED -> true;
      default -> false;
    };
  }

  /** Whether an event is the state of its migration, written down. */
  public static boolean isState(MigrationEvent event) {
    return event.event().equals(EVENT);
  }

  /**
   * Events that tell nothing any more, once a state stands behind all of them.
   *
   * @param events of one migration by {@code seq}
   */
  public static List<Long> passing(List<MigrationEvent> events) {
    return events.stream()
        .filter(event -> event.seq() > 1 && event.seq() < events.getLast().seq())
        .filter(event -> PASSING.contains(event.event()))
        .map(MigrationEvent::seq)
        .toList();
  }

  /** Where the fold of a log begins: at the last state written down in it, or at its beginning. */
  static int beginning(List<MigrationEvent> events) {
    int at = events.size() - 1;
    while (at > 0 && !isState(events.get(at))) {
      at--;
    }
    return Math.max(at, 0);
  }
}
