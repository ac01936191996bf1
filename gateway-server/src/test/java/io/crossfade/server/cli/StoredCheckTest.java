package io.crossfade.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.read.ConfigReader;
import io.crossfade.core.config.read.migration.SettingsReader;
import io.crossfade.core.config.read.migration.SettingsReader.Reading;
import io.crossfade.routing.migration.MigrationInput;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Plan;
import io.crossfade.routing.migration.Signal;
import io.crossfade.routing.migration.Step;
import io.crossfade.routing.migration.Transitions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A file beside what was made through the management API. */
final class StoredCheckTest {
  private static final String PROVIDERS =
      """
      providers:
        old: {type: openai, api_key: "key"}
        new: {type: openai, base_url: "http://127.0.0.1:1/v1", api_key: "key"}
      """;

  private static final String SETTINGS =
      "{\"name\":\"a\",\"from\":\"old/gpt-4o\",\"to\":\"new/gpt-4.1\",\"split\":\"5%\"}";

  @Test
  void find_otherNames_saysWhatElseIsInForce() {
    StoredCheck.Found found = found(PROVIDERS);
    assertThat(found.fits()).isTrue();
    assertThat(found.lines().getFirst())
        .contains("'a'")
        .contains("management API")
        .contains("running");
    assertThat(found.lines()).anyMatch(line -> line.contains("5%"));
  }

  @Test
  void find_sameName_saysWithItsPlaceThatTheFileWins() {
    StoredCheck.Found found =
        found(
            PROVIDERS
                + "migrations:\n  - {name: a, from: old/gpt-4o, to: new/gpt-4.1, split: 5%}\n");
    assertThat(found.fits()).isTrue();
    assertThat(found.lines().getFirst())
        .startsWith("warning: gateway.yaml:5:5: migration 'a'")
        .contains("the file takes it over");
  }

  @Test
  void find_modelsThatTheFileTakesFirst_areAWarning() {
    StoredCheck.Found found =
        found(
            PROVIDERS
                + "migrations:\n  - {name: b, from: old/gpt-4o, to: new/gpt-4.1, split: 5%}\n");
    assertThat(found.lines()).anyMatch(line -> line.contains("the migration 'b' takes first"));
  }

  @Test
  void find_withoutAProviderItNeeds_isAnObstacle() {
    StoredCheck.Found found = found("providers:\n  old: {type: openai, api_key: \"key\"}\n");
    assertThat(found.fits()).isFalse();
    assertThat(found.lines().getLast()).contains("'a'").contains("'new/gpt-4.1'").contains("abort");
  }

  private static StoredCheck.Found found(String text) {
    ConfigResult.Valid file =
        (ConfigResult.Valid) ConfigReader.read("gateway.yaml", text, Map.of());
    return new StoredCheck(Path.of("gateway.yaml"), text, file.config()).of(Map.of("a", running()));
  }

  private static MigrationState running() {
    ConfigResult.Valid file = (ConfigResult.Valid) ConfigReader.read("f", PROVIDERS, Map.of());
    Reading.Sound sound = (Reading.Sound) SettingsReader.read(file.config(), SETTINGS);
    MigrationState state = MigrationState.none("a");
    for (Signal signal :
        List.of(
            new Signal.Create(Plan.of(sound.migration()), SETTINGS), new Signal.Execute(true))) {
      MigrationInput input = new MigrationInput(Instant.EPOCH, "ann", "", signal);
      state = ((Step.Applied) Transitions.step(state, input)).state();
    }
    return state;
  }
}
