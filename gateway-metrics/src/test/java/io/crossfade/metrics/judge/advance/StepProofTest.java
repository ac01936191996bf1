package io.crossfade.metrics.judge.advance;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.Rollout.Advance;
import io.crossfade.metrics.judge.evidence.Counts;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StepProofTest {
  private static final Asks PROOF = new Asks(Advance.PROOF, 100, 0);
  private static final SpeedProof FAST = SpeedProof.NONE.plus(new Counts(200, 4_000, 0, 200));

  @ParameterizedTest(name = "{0}/{1} candidate, {2} control, split {3}: {4}")
  @CsvSource(
      textBlock =
          """
          # x1, n1,  n0,  split, holds
          0,    200, 100, 0.05,  true
          0,    200, 99,  0.05,  false
          0,    99,  100, 0.05,  false
          0,    100, 100, 0.05,  true
          10,   200, 100, 0.05,  false
          0,    200, 99,  0.9,   false
          0,    200, 20,  0.95,  true
          0,    200, 19,  0.95,  false
          0,    200, 0,   1,     true
          10,   200, 0,   1,     false
          """)
  void holds_countsAndSplit_asTheRuleSays(
      long failures, long units, long control, double split, boolean holds) {
    Counts counts = new Counts(0, control, failures, units);
    assertThat(new StepProof(counts, List.of(FAST), split).holds(PROOF, 0.05)).isEqualTo(holds);
  }

  @ParameterizedTest(name = "{0} of 200 slow, split {1}: {2}")
  @CsvSource({"0, 0.05, true", "10, 0.05, false", "10, 1, true"})
  void holds_slowCalls_countUnlessAlone(long slow, double split, boolean holds) {
    SpeedProof latency = SpeedProof.NONE.plus(new Counts(200, 4_000, slow, 200));
    Counts counts = new Counts(0, 4_000, 0, 200);
    assertThat(new StepProof(counts, List.of(latency), split).holds(PROOF, 0.05)).isEqualTo(holds);
  }
}
