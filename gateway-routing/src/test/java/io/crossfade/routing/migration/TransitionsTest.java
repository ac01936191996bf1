package io.crossfade.routing.migration;

import static io.crossfade.routing.migration.Machine.RAMP;
import static io.crossfade.routing.migration.Machine.SHADOWED;
import static io.crossfade.routing.migration.Machine.hold;
import static io.crossfade.routing.migration.Machine.rollBack;
import static io.crossfade.routing.migration.Machine.running;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.MigrationConfig.Rollback.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state meets every input; the table is {@code transitions.tsv}, {@code -} is a refusal. */
final class TransitionsTest {
  private static final Map<String, Signal> INPUTS =
      Map.ofEntries(
          entry("Create", new Signal.Create(RAMP)),
          entry("Analyzed ok", new Signal.Analyzed(true)),
          entry("Analyzed fail", new Signal.Analyzed(false)),
          entry("Configure", new Signal.Configure(RAMP)),
          entry("Adopt", new Signal.Adopt()),
          entry("Execute", new Signal.Execute(false)),
          entry("Execute force", new Signal.Execute(true)),
          entry("ExecuteAt", new Signal.ExecuteAt(Machine.START.plus(Duration.ofDays(60)))),
          entry("ExecuteAt force", new Signal.ExecuteAt(Machine.START, true)),
          entry("Unschedule", new Signal.Unschedule()),
          entry("Timer", new Signal.Timer(false)),
          entry("Timer proof", new Signal.Timer(true)),
          entry("ShadowFailed", new Signal.ShadowFailed("worse", "{}")),
          entry("Advance", new Signal.Advance("{}")),
          entry("Hold", hold("no_data")),
          entry("Clear", new Signal.Clear()),
          entry("RollBack wire automatic", rollBack("wire", Mode.AUTOMATIC)),
          entry("RollBack wire confirm", rollBack("wire", Mode.CONFIRM)),
          entry("RollBack wire manual", rollBack("wire", Mode.MANUAL)),
          entry("RollBack error automatic", rollBack("error", Mode.AUTOMATIC)),
          entry("RollBack error confirm", rollBack("error", Mode.CONFIRM)),
          entry("RollBack error manual", rollBack("error", Mode.MANUAL)),
          entry("Confirm", new Signal.Confirm()),
          entry("Dismiss", new Signal.Dismiss("known")),
          entry("Promote", new Signal.Promote("")),
          entry("Pause", new Signal.Pause("")),
          entry("Resume", new Signal.Resume("")),
          entry("OperatorRollback", new Signal.OperatorRollback("bad answers")),
          entry("SetSplit 1000", new Signal.SetSplit(1_000, false)),
          entry("SetSplit 500", new Signal.SetSplit(500, false)),
          entry("Reload 500", new Signal.Reload(500)),
          entry("Reload 1000", new Signal.Reload(1_000)),
          entry("ConfigChanged", new Signal.ConfigChanged(RAMP)),
          entry("Replan", new Signal.Replan(Machine.FASTER)),
          entry("Abort", new Signal.Abort("")),
          entry("Compact", new Signal.Compact(MigrationState.none("m"))),
          entry("Restarted", new Signal.Restarted()));

  /** The shortest way into each state. */
  private static Machine in(Phase phase) {
    return switch (phase) {
      case NONE -> new Machine();
      case DRAFT -> new Machine().on(new Signal.Create(RAMP));
      case ANALYZED -> in(Phase.DRAFT).on(new Signal.Analyzed(true));
      case SCHEDULED ->
          in(Phase.ANALYZED).on(new Signal.ExecuteAt(Machine.START.plus(Duration.ofHours(1))));
      case SHADOWING -> running(SHADOWED);
      case RUNNING -> running(RAMP);
      case HOLDING -> running(RAMP).on(hold("no_data"));
      case PAUSED -> running(RAMP).on(new Signal.Pause("lunch"));
      case AWAITING_CONFIRMATION -> running(RAMP).on(rollBack("error", Mode.CONFIRM));
      case HOLDBACK -> running(RAMP).on(new Signal.Advance("{}")).on(new Signal.Advance("{}"));
      case COMPLETED -> in(Phase.HOLDBACK).on(new Signal.Promote(""));
      case ROLLED_BACK -> running(RAMP).on(new Signal.OperatorRollback("bad"));
      case ABORTED -> running(RAMP).on(new Signal.Abort("enough"));
    };
  }

  @ParameterizedTest(name = "{0} + {1} -> {2}")
  @MethodSource("cells")
  void step_eachStateAndInput_followsTable(Phase phase, String input, String cell) {
    Machine machine = in(phase).after(Duration.ofDays(30));
    assertThat(machine.state().phase()).as("the way into the state").isEqualTo(phase);
    MigrationState before = machine.state();
    Step step = machine.on(Objects.requireNonNull(INPUTS.get(input), input)).last();
    switch (step) {
      case Step.Refused(String message) -> {
        assertThat(cell).as(message).isEqualTo("-");
        assertThat(message).contains("'m'").contains(phase.label());
      }
      case Step.Applied(MigrationState state, MigrationEvent event, var _) -> {
        assertThat(state.phase().label() + ":" + state.splitBuckets()).isEqualTo(cell);
        assertThat(state.seq()).isEqualTo(before.seq() + 1).isEqualTo(event.seq());
        assertThat(event.from()).isEqualTo(phase.label());
      }
    }
  }

  @Test
  void table_everyInputAndState_isListed() throws IOException {
    assertThat(table().stream().skip(1).map(row -> row[0]))
        .containsExactlyInAnyOrderElementsOf(INPUTS.keySet());
    assertThat(table().getFirst()).hasSize(1 + Phase.values().length);
    assertThat(INPUTS.values().stream().map(Object::getClass).distinct())
        .as("every kind of signal is tried")
        .hasSize(Signal.class.getPermittedSubclasses().length);
  }

  private static Stream<Arguments> cells() throws IOException {
    List<String[]> table = table();
    String[] phases = table.getFirst();
    return table.stream()
        .skip(1)
        .flatMap(
            row ->
                IntStream.range(1, phases.length)
                    .mapToObj(
                        column ->
                            Arguments.of(
                                Phase.of(phases[column]).orElseThrow(), row[0], row[column])));
  }

  private static List<String[]> table() throws IOException {
    try (InputStream file = TransitionsTest.class.getResourceAsStream("transitions.tsv")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
      return Arrays.stream(text.split("\n")).map(line -> line.split("\t")).toList();
    }
  }
}
