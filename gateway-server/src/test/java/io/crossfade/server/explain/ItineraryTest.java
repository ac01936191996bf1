package io.crossfade.server.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.read.ConfigReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ItineraryTest {

  @Test
  void of_schedule_saysWhatHappensWhen() {
    assertThat(told("schedule: [1% 1h, 25% 30m, 100%], hold_back: 5% for 7d, hypercare: 1d"))
        .containsExactly(
            "migration 'm': old/gpt-4o -> old/gpt-4.1, canary, from its start on:",
            "  +0s        1%      for 1h and until its proof, about 170 candidate calls"
                + " (17000 in all or 4.73 per second)",
            "  +1h        25%     for 30m and until its proof, about 170 candidate calls"
                + " (680 in all or 0.38 per second)",
            "  +1h30m     95%     for 1d of hypercare and until its proof, about 170 candidate"
                + " calls (179 in all or 0.01 per second)",
            "  +1d1h30m   95%     for 7d, while 5% stay on the control",
            "  +8d1h30m   100%    completed");
  }

  @Test
  void of_fixedSplit_saysThatNothingMoves() {
    assertThat(told("split: 12.5%, execute_at: 2027-01-15T02:00:00Z"))
        .containsExactly(
            "migration 'm': old/gpt-4o -> old/gpt-4.1, canary, from 2027-01-15T02:00:00Z on:",
            "  +0s        12.5%   until the file or an operator changes it");
  }

  @Test
  void of_phases_saysForWhom() {
    String phases =
        "strategy: phased, advance: guard, phases: [{only: {header: {x-plan: [a, b]}}, split:"
            + " 100%}, {models: [gpt-4o], split: 50%, hold: 4h}]";
    assertThat(told(phases))
        .contains(
            "  +0s        100%    where x-plan is a or b, until 100 candidate calls (100 in all)",
            "  +0s        50%     of gpt-4o, for 4h and until 100 candidate calls"
                + " (200 in all or 0.02 per second)");
  }

  private static List<String> told(String settings) {
    String yaml =
        """
        providers: {old: {type: openai, api_key: x}}
        migrations: [{name: m, from: old/gpt-4o, to: old/gpt-4.1, SETTINGS}]
        """
            .replace("SETTINGS", settings);
    return switch (ConfigReader.read("file", yaml, Map.of())) {
      case ConfigResult.Valid valid -> Itinerary.of(valid.config().migrations().getFirst());
      case ConfigResult.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }
}
