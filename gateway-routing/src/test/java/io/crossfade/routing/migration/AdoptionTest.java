package io.crossfade.routing.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Target;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.MigrationConfig.AlertLimits;
import io.crossfade.core.config.MigrationConfig.Rollback;
import io.crossfade.core.config.MigrationConfig.StickyBy;
import io.crossfade.core.config.Rollout;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A file that names a migration somebody has made through the management API. */
final class AdoptionTest {
  private static final String SETTINGS = "{\"split\":\"5%\"}";

  private final Machine machine =
      new Machine().on(new Signal.Create(Plan.of(declaring(500)), SETTINGS));

  @Test
  void declared_draft_runsAsTheFileSays() {
    apply(700);
    assertThat(machine.state().phase()).isEqualTo(Phase.RUNNING);
    assertThat(machine.state().splitBuckets()).isEqualTo(700);
  }

  @Test
  void declared_analysed_runsAsTheFileSays() {
    machine.on(new Signal.Analyzed(true));
    apply(700);
    assertThat(machine.state().splitBuckets()).isEqualTo(700);
  }

  @Test
  void declared_runningAlike_goesOnUntouched() {
    machine.on(new Signal.Execute(true)).on(new Signal.SetSplit(1_000, false));
    apply(500);
    assertThat(machine.state().splitBuckets()).isEqualTo(1_000);
    assertThat(machine.state().epoch()).isEqualTo(1);
  }

  @Test
  void declared_rolledBackAtThatSplit_staysLatched() {
    machine.on(new Signal.Execute(true)).on(new Signal.OperatorRollback("bad"));
    apply(500);
    assertThat(machine.state().phase()).isEqualTo(Phase.ROLLED_BACK);
  }

  @Test
  void declared_rolledBackWithAnotherSplit_isLifted() {
    machine.on(new Signal.Execute(true)).on(new Signal.OperatorRollback("bad"));
    apply(900);
    assertThat(machine.state().splitBuckets()).isEqualTo(900);
  }

  @Test
  void declared_abortedBefore_beginsAfresh() {
    machine.on(new Signal.Execute(true)).on(new Signal.Abort("a typo"));
    apply(500);
    assertThat(machine.state().phase()).isEqualTo(Phase.RUNNING);
    assertThat(machine.state().epoch()).isEqualTo(2);
  }

  @Test
  void removed_afterTheFileHadIt_isAborted() {
    machine.on(new Signal.Execute(true));
    apply(500);
    Reconciliation.removed(machine.state()).forEach(machine::on);
    assertThat(machine.state().phase()).isEqualTo(Phase.ABORTED);
  }

  private void apply(int split) {
    for (Signal signal : Reconciliation.declared(declaring(split), machine.state())) {
      assertThat(machine.on(signal).refused()).as("%s", machine.last()).isFalse();
    }
    assertThat(machine.state().made()).isFalse();
    assertThat(Reconciliation.declared(declaring(split), machine.state())).isEmpty();
  }

  private static MigrationConfig declaring(int split) {
    return new MigrationConfig(
        "m",
        new Target("old", "gpt-4o"),
        new Target("new", "gpt-5"),
        List.of("gpt-4o"),
        List.of(),
        StickyBy.REQUEST_ID,
        Rollout.fixed(split),
        true,
        "m",
        Rollback.DEFAULT,
        AlertLimits.DEFAULT,
        false);
  }
}
