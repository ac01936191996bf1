package io.crossfade.server.control;

import io.crossfade.routing.migration.MigrationEvent;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Phase;
import io.crossfade.routing.migration.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and whoever listens what has happened. */
final class Announcer {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

  private final List<Consumer<MigrationEvent>> listeners = new CopyOnWriteArrayList<>();

  private final List<Runnable> afterTick = new CopyOnWriteArrayList<>();

  /** Whoever failed at the last tick, and is in the log already. */
  private final Set<Runnable> defective = new HashSet<>();

  void afterTick(Runnable work) {
    afterTick.add(work);
  }

  /** One defect must not keep the others from looking, nor fill the disk. */
  void ticked() {
    afterTick.forEach(this::run);
  }

  private void run(Runnable work) {
    try {
      work.run();
      defective.remove(work);
    } catch (RuntimeException e) {
      if (defective.add(work)) {
        LOG.error("what follows a tick met a defect; the next tick tries again", e);
      }
    }
  }

  void add(Consumer<MigrationEvent> listener) {
    listeners.add(listener);
  }

  void announce(MigrationState before, Step.Applied step) {
    MigrationState now = step.state();
    if (now.phase() == Phase.ROLLED_BACK && before.phase() != Phase.ROLLED_BACK) {
      LOG.warn("{}", line(before, step));
    } else {
      LOG.info("{}", line(before, step));
    }
    listeners.forEach(listener -> tell(listener, step.event()));
  }

  private static void tell(Consumer<MigrationEvent> listener, MigrationEvent event) {
    try {
      listener.accept(event);
    } catch (RuntimeException e) {
      LOG.error("a listener failed at seq {} of '{}'", event.seq(), event.migration(), e);
    }
  }

  private static String line(MigrationState before, Step.Applied step) {
    MigrationState now = step.state();
    MigrationEvent event = step.event();
    String why = now.detail().isEmpty() ? now.reason() : now.reason() + ": " + now.detail();
    return "migration '%s' seq %d: %s by %s, %s -> %s, split %s -> %s%s"
        .formatted(
            now.name(),
            now.seq(),
            event.event(),
            event.actor(),
            event.from(),
            event.to(),
            percent(before.splitBuckets()),
            percent(now.splitBuckets()),
            why.isEmpty() ? "" : " (%s)".formatted(why));
  }

  /** Two decimals are exact; whole percentages are written without any. */
  private static String percent(int buckets) {
    return buckets % 100 == 0
        ? buckets / 100 + "%"
        : "%d.%02d%%".formatted(buckets / 100, buckets % 100);
  }
}
