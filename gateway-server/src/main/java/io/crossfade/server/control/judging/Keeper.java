package io.crossfade.server.control.judging;

import io.crossfade.core.config.MigrationConfig;
import io.crossfade.routing.migration.MigrationState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the evidence over restarts: written every minute, at each step, and at the end. The control
 * thread never waits for the disk.
 */
public final class Keeper implements AutoCloseable {
  private static final long PERIOD_NANOS = Duration.ofSeconds(60).toNanos();
  private static final Duration TO_CLOSE = Duration.ofSeconds(5);

  private final Checkpoints checkpoints;
  private final LongSupplier nanos;
  private final Map<String, Kept> kept = new HashMap<>();
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("crossfade-evidence").factory());

  private record Kept(int epoch, int step, long atNanos) {}

  public Keeper(Checkpoints checkpoints, LongSupplier nanos) {
    this.checkpoints = checkpoints;
    this.nanos = nanos;
  }

  /**
   * Goes on from what the last process left behind.
   *
   * @return whether there was anything that still means something
   */
  public boolean restore(
      MigrationState state, @Nullable MigrationConfig declared, Judgement judgement) {
    return declared != null
        && checkpoints
            .load(state.name())
            .filter(text -> judgement.recall(text, state, declared, nanos.getAsLong()))
            .isPresent();
  }

  /** Writes the evidence down when it is time to; control thread only. */
  public void tick(MigrationState state, @Nullable MigrationConfig declared, Judgement judgement) {
    Kept last = kept.get(state.name());
    long now = nanos.getAsLong();
    boolean due =
        last == null
            || last.epoch != state.epoch()
            || last.step != state.stepEpoch()
            || now - last.atNanos >= PERIOD_NANOS;
    if (due && declared != null && Judgement.judges(state)) {
      kept.put(state.name(), new Kept(state.epoch(), state.stepEpoch(), now));
      save(state, declared, judgement);
    }
  }

  /** Writes it down now; control thread only. */
  public void save(MigrationState state, MigrationConfig declared, Judgement judgement) {
    Optional<String> text = judgement.remember(state, declared);
    text.ifPresent(evidence -> write(state.name(), evidence));
  }

  private void write(String migration, String evidence) {
    writer.execute(() -> checkpoints.save(migration, evidence));
  }

  /** Returns when what was to be written is written, or takes too long. */
  @Override
  public void close() {
    writer.shutdown();
    try {
      var _ = writer.awaitTermination(TO_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
