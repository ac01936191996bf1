package io.crossfade.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Arm;
import io.crossfade.core.fault.Evidence;
import io.crossfade.metrics.window.ArmWindow;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Phase;
import io.crossfade.server.control.judging.Checkpoints;
import io.crossfade.server.store.FlakyLog;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two migrations that find a provider dead take the others to it along. */
final class GroupTest {
  private static final int SECONDS = 62;

  private final AtomicLong nanos = new AtomicLong();
  private Migrations migrations;

  @BeforeEach
  void start() {
    Migrations.Ports ports =
        new Migrations.Ports(
            new FlakyLog(),
            1,
            () -> Rig.BEGIN.plusNanos(nanos.get()),
            nanos::get,
            Checkpoints.NONE);
    migrations =
        Migrations.start(
            ports,
            Yaml.read(
                """
                providers:
                  old: {type: openai, base_url: "http://127.0.0.1:1/v1", api_key: "${KEY}"}
                  next: {type: openai, base_url: "http://127.0.0.1:2/v1", api_key: "${KEY}"}
                  other: {type: openai, base_url: "http://127.0.0.1:3/v1", api_key: "${KEY}"}
                migrations:
                  - {name: a, from: old/m1, to: next/n1, split: 5%, sticky_by: user}
                  - {name: b, from: old/m2, to: next/n2, split: 5%, sticky_by: user}
                  - {name: quiet, from: old/m3, to: next/n3, split: 5%, sticky_by: user}
                  - {name: dark, from: old/m4, to: next/n4, split: 5%, sticky_by: user}
                  - {name: elsewhere, from: old/m5, to: other/n5, split: 5%, sticky_by: user}
                """),
            _ -> {});
  }

  @AfterEach
  void stop() {
    migrations.close();
  }

  private MigrationState state(String name) {
    return Objects.requireNonNull(migrations.views().get(name)).state();
  }

  private void end(String name, Arm arm, Evidence evidence) {
    MigrationView view = Objects.requireNonNull(migrations.views().get(name));
    ArmWindow window = view.windows().of(0, arm);
    window.ended(evidence, name.hashCode(), nanos.get(), nanos.get());
  }

  /** One user of a migration whose candidate fails every time, three times a minute or so. */
  private void dead(String name) {
    end(name, Arm.CONTROL, Evidence.SUCCESS);
    end(name, Arm.CANDIDATE, Evidence.FAILURE);
  }

  private void pass() {
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    migrations.tick();
  }

  private void minute(String... dead) {
    for (int second = 0; second < SECONDS; second++) {
      for (String name : dead) {
        dead(name);
      }
      end("quiet", Arm.CONTROL, Evidence.SUCCESS);
      end("dark", Arm.CONTROL, Evidence.FAILURE);
      end("elsewhere", Arm.CONTROL, Evidence.SUCCESS);
      pass();
    }
  }

  @Test
  void twoDeadCandidates_ofOneProvider_takeAlongWhoseControlLives() {
    minute("a", "b");
    assertThat(state("a").reason()).isEqualTo("unavailable");
    assertThat(state("b").reason()).isIn("unavailable", "group");
    assertThat(state("quiet").phase()).isEqualTo(Phase.ROLLED_BACK);
    assertThat(state("quiet").reason()).isEqualTo("group");
    assertThat(state("quiet").detail()).contains("provider 'next'", "a, b");
    assertThat(state("dark").phase()).isNotEqualTo(Phase.ROLLED_BACK);
    assertThat(state("elsewhere").phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void oneDeadCandidate_staysAlone() {
    minute("a");
    assertThat(state("a").reason()).isEqualTo("unavailable");
    assertThat(state("quiet").phase()).isNotEqualTo(Phase.ROLLED_BACK);
  }
}
