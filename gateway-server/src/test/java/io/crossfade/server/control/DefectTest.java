package io.crossfade.server.control;

import static io.crossfade.server.control.Yaml.migration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.routing.migration.Phase;
import io.crossfade.routing.migration.Signal;
import io.crossfade.server.control.judging.Checkpoints;
import io.crossfade.server.store.FlakyLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bug on the control thread costs what it touched, and nobody else anything. */
final class DefectTest {
  private static final Instant NOW = Instant.parse("2027-01-15T02:00:00Z");

  private final AtomicBoolean clockBroken = new AtomicBoolean();
  private final AtomicBoolean publishBroken = new AtomicBoolean();
  private Migrations migrations;

  @BeforeEach
  void start() {
    InstantSource clock =
        () -> {
          failIf(clockBroken);
          return NOW;
        };
    migrations =
        Migrations.start(
            new Migrations.Ports(new FlakyLog(), 1, clock, () -> 0, Checkpoints.NONE),
            Yaml.read(migration("split: 5%")),
            _ -> {});
    migrations.snapshots().follow(snapshot -> failIf(publishBroken));
  }

  @AfterEach
  void stop() {
    migrations.close();
  }

  private static void failIf(AtomicBoolean broken) {
    if (broken.get()) {
      throw new IllegalStateException("a defect");
    }
  }

  private CompletableFuture<Answer> act(Signal signal) {
    return migrations
        .act(new OperatorRequest(Yaml.NAME, signal, "ada"))
        .orTimeout(Rig.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Phase phase() {
    return Objects.requireNonNull(migrations.views().get(Yaml.NAME)).state().phase();
  }

  @Test
  void act_defectWhileDeciding_isAnswered() {
    clockBroken.set(true);
    assertThatThrownBy(() -> act(new Signal.Pause("")).join()).hasMessageContaining("a defect");
    clockBroken.set(false);
    act(new Signal.Pause("")).join();
    assertThat(phase()).isEqualTo(Phase.PAUSED);
  }

  @Test
  void act_defectOnceWritten_isAnsweredAndTheNextGetsItsTurn() {
    act(new Signal.Pause("")).join();
    publishBroken.set(true);
    CompletableFuture<Answer> first = act(new Signal.Resume(""));
    CompletableFuture<Answer> second = act(new Signal.Resume(""));
    assertThatThrownBy(first::join).hasMessageContaining("a defect");
    assertThat(second.join()).isInstanceOf(Answer.Refused.class);
  }

  @Test
  void tick_oneListenerFails_othersStillHear() {
    AtomicInteger heard = new AtomicInteger();
    migrations.onTick(
        () -> {
          throw new IllegalStateException("a defect");
        });
    migrations.onTick(heard::incrementAndGet);
    migrations.tick();
    migrations.tick();
    assertThat(heard).hasValue(2);
  }
}
