package io.crossfade.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Arm;
import io.crossfade.core.fault.Evidence;
import io.crossfade.core.fault.Outcome;
import io.crossfade.metrics.judge.MigrationJudge;
import io.crossfade.metrics.window.ArmWindow;
import io.crossfade.metrics.window.StepWindows;
import io.crossfade.metrics.window.Unit;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Phase;
import io.crossfade.routing.migration.Signal;
import io.crossfade.server.control.judging.Checkpoints;
import io.crossfade.server.store.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** A controller whose time the test moves and whose calls the test makes up. */
final class Rig implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(10);

  private static final double HEALTHY = 0.005;
  static final Instant BEGIN = Instant.parse("2027-01-15T02:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private long calls;
  final Migrations migrations;

  Rig(EventLog log, String yaml) {
    this(log, yaml, Checkpoints.NONE);
  }

  Rig(EventLog log, String yaml, Checkpoints checkpoints) {
    Migrations.Ports ports = new Migrations.Ports(log, 1, this::now, nanos::get, checkpoints);
    migrations = Migrations.start(ports, Yaml.read(yaml), _ -> {});
  }

  MigrationState state() {
    return view().state();
  }

  MigrationView view() {
    return Objects.requireNonNull(migrations.views().get(Yaml.NAME));
  }

  ConfigSource.Reload apply(String yaml) {
    return migrations.apply(Yaml.read(yaml));
  }

  CompletableFuture<Answer> act(Signal signal) {
    return migrations.act(new OperatorRequest(Yaml.NAME, signal, "ada"));
  }

  CompletableFuture<Answer> act(Signal signal, long expectedSeq) {
    return migrations.act(
        new OperatorRequest(Yaml.NAME, signal, "ada", OptionalLong.of(expectedSeq)));
  }

  /** Does it and waits until it is on disk. */
  MigrationState done(Signal signal) {
    Answer answer = act(signal).join();
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Changed.class, changed -> assertThat(changed.durable()).isTrue());
    return ((Answer.Changed) answer).state();
  }

  /** Waits until everything handed to the store is in the log. */
  void awaitWritten() {
    Await.until("the store to be back", () -> migrations.store().unsaved() == 0);
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    migrations.tick();
  }

  /**
   * Ticks under traffic until the migration is in that phase.
   *
   * @param badEvery one call in so many fails at the candidate; 1 for all
   */
  void trafficUntil(Phase phase, int badEvery) {
    for (int tick = 0; tick < 4_000 && state().phase() != phase; tick++) {
      traffic(19, 1, badEvery);
      pass(MigrationJudge.TICK);
    }
    assertThat(state().phase()).isEqualTo(phase);
  }

  void traffic(int control, int candidate, int badEvery) {
    for (int i = 0; i < control; i++) {
      end(Arm.CONTROL, Evidence.SUCCESS);
    }
    for (int i = 0; i < candidate; i++) {
      end(Arm.CANDIDATE, calls % badEvery == 0 ? Evidence.FAILURE : Evidence.SUCCESS);
    }
  }

  private void end(Arm arm, Evidence evidence) {
    ArmWindow window = view().windows().of(0, arm);
    window.ended(evidence, calls++, nanos.get(), nanos.get());
  }

  /** Calls of a tick as they come by chance, each with a time that varies as times do. */
  void timed(double rps, Duration tick, double failing, SplittableRandom random) {
    double mean = rps * tick.toNanos() / 1e9;
    int calls = (int) (mean + random.nextDouble());
    for (int call = 0; call < calls; call++) {
      boolean candidate = random.nextInt(10_000) < state().splitBuckets();
      Arm arm = candidate ? Arm.CANDIDATE : Arm.CONTROL;
      boolean fails = random.nextDouble() < (candidate ? failing : HEALTHY);
      timed(arm, fails, (long) (2e8 * Math.exp(0.8 * random.nextGaussian())));
    }
  }

  private void timed(Arm arm, boolean fails, long took) {
    StepWindows windows = view().windows();
    Unit unit = windows.unit(0, arm, false, nanos.get() - took);
    unit.ended(fails ? Outcome.SERVER_ERROR : Outcome.OK, nanos.get());
    if (!fails) {
      windows.tally(0, arm).answered(false, took);
    }
    end(arm, fails ? Evidence.FAILURE : Evidence.SUCCESS);
  }

  Instant now() {
    return BEGIN.plusNanos(nanos.get());
  }

  @Override
  public void close() {
    migrations.close();
  }
}
