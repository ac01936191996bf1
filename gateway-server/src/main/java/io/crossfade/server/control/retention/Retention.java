package io.crossfade.server.control.retention;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.crossfade.routing.migration.Compaction;
import io.crossfade.routing.migration.MigrationEvent;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Signal;
import io.crossfade.server.control.Answer;
import io.crossfade.server.control.MigrationView;
import io.crossfade.server.control.Migrations;
import io.crossfade.server.control.OperatorRequest;
import io.crossfade.server.control.judging.Checkpoints;
import io.crossfade.server.control.judging.Judgement;
import io.crossfade.server.store.EventLog;
import io.crossfade.server.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go of what tells nothing any more: passing events of migrations that have long been over,
 * and evidence about those that are not judged. First the state is written down as an event of its
 * own; only then do events go, and the schema lets no others go. Ended at any moment, it loses
 * nothing and goes on the next time.
 */
public final class Retention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration FIRST = Duration.ofMinutes(5);
  private static final Duration PERIOD = Duration.ofHours(6);

  /** As many at once as nobody who appends will notice. */
  private static final int BATCH = 200;

  private static final String ACTOR = "engine";

  private final Migrations migrations;
  private final EventLog log;
  private final Checkpoints checkpoints;
  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("crossfade-retention").daemon().factory());

  public Retention(
      Migrations migrations, EventLog log, Checkpoints checkpoints, InstantSource clock) {
    this.migrations = migrations;
    this.log = log;
    this.checkpoints = checkpoints;
    this.clock = clock;
  }

  /** Looks a few minutes after the start, and a few times a day from then on. */
  public void begin() {
    var _ =
        thread.scheduleWithFixedDelay(
            this::look, FIRST.toSeconds(), PERIOD.toSeconds(), TimeUnit.SECONDS);
  }

  /** Looks once; what fails waits for the next time. */
  public void look() {
    try {
      checkpoints.retain(
          migrations.views().values().stream()
              .map(MigrationView::state)
              .filter(Judgement::judges)
              .map(MigrationState::name)
              .collect(toUnmodifiableSet()));
      Duration kept = migrations.snapshots().get().config().retention();
      if (kept != null) {
        Instant before = clock.instant().minus(kept);
        migrations.views().values().forEach(view -> look(view.state(), before));
      }
    } catch (StoreException e) {
      LOG.warn("{} (nothing was compacted)", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("compaction met a defect and tries again later; please report this", e);
    }
  }

  private void look(MigrationState state, Instant before) {
    if (!Compaction.rests(state)) {
      return;
    }
    List<MigrationEvent> events = log.read(state.name());
    boolean old = !events.isEmpty() && events.getLast().at().isBefore(before);
    if (!events.isEmpty() && Compaction.isState(events.getLast())) {
      forget(state.name(), events);
    } else if (old && !Compaction.passing(events).isEmpty() && written(state)) {
      forget(state.name(), log.read(state.name()));
    }
  }

  /** Whether the state is on disk as an event of its own. */
  private boolean written(MigrationState state) {
    OperatorRequest request =
        new OperatorRequest(
            state.name(), new Signal.Compact(state), ACTOR, OptionalLong.of(state.seq()));
    return migrations.act(request).join() instanceof Answer.Changed changed && changed.durable();
  }

  private void forget(String name, List<MigrationEvent> events) {
    List<Long> passing = Compaction.passing(events);
    for (int from = 0; from < passing.size(); from += BATCH) {
      log.forget(name, passing.subList(from, Math.min(from + BATCH, passing.size())));
    }
    if (!passing.isEmpty()) {
      LOG.info("migration '{}': {} passing events are gone from the log", name, passing.size());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
