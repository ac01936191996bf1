package io.crossfade.metrics.judge.advance;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.metrics.judge.evidence.Counts;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How many candidate requests a proof takes, and how often it is wrong at the limit itself. */
final class ProofNeedTest {
  private static final double LIMIT = 0.05;
  private static final double ENOUGH = 20;
  private static final long NEVER = 20_000;
  private static final int REPLICATIONS = 400;

  /** Beyond twice the control's p95 or p99, where latency is lognormal with sigma 0.8. */
  private static final double BEYOND_P95 = 0.0060;

  private static final double BEYOND_P99 = 0.00071;

  @Test
  void errorProof_healthyCandidate_takesATypicalNumber() {
    assertThat(quantile(0.5, seed -> errors(0.005, seed))).isBetween(70L, 210L);
    assertThat(quantile(0.1, seed -> errors(0, seed))).isBetween(70L, 90L);
  }

  @Test
  void latencyProof_equalArms_takesATypicalNumber() {
    assertThat(quantile(0.5, seed -> slow(0.05, BEYOND_P95, seed))).isBetween(70L, 210L);
  }

  @Test
  void latencyProof_ofP99_takesFiveTimesAsMany() {
    assertThat(quantile(0.5, seed -> slow(0.01, BEYOND_P99, seed))).isBetween(410L, 880L);
  }

  @Test
  void errorProof_exactlyAtTheLimit_isRarelyReached() {
    assertThat(reached(seed -> errors(LIMIT, seed))).isLessThanOrEqualTo(0.07);
  }

  @Test
  void latencyProof_exactlyAtTheLimit_isRarelyReached() {
    assertThat(reached(seed -> slow(0.05, 0.05, seed))).isLessThanOrEqualTo(0.07);
  }

  private static long quantile(double share, LongUnaryOperator need) {
    return LongStream.range(0, REPLICATIONS)
        .map(need)
        .sorted()
        .skip((long) (share * REPLICATIONS))
        .findFirst()
        .orElseThrow();
  }

  private static double reached(LongUnaryOperator need) {
    long times = LongStream.range(0, REPLICATIONS).map(need).filter(n -> n < NEVER).count();
    return (double) times / REPLICATIONS;
  }

  /** Candidate requests until the proof, at this rate of failures. */
  private static long errors(double rate, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long failures = 0;
    for (long units = 1; units < NEVER; units++) {
      failures += random.nextDouble() < rate ? 1 : 0;
      if (ErrorProof.evidence(new Counts(0, 0, failures, units), LIMIT) >= ENOUGH) {
        return units;
      }
    }
    return NEVER;
  }

  /** The same for slow calls, in blocks of twenty at a split of 5 %. */
  private static long slow(double control, double candidate, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SpeedProof proof = SpeedProof.NONE;
    for (long units = 1; units < NEVER / 4; units++) {
      long x0 = 0;
      for (int call = 0; call < 19; call++) {
        x0 += random.nextDouble() < control ? 1 : 0;
      }
      long x1 = random.nextDouble() < candidate ? 1 : 0;
      proof = proof.plus(new Counts(x0, 19, x1, 1));
      if (proof.evidence() >= ENOUGH) {
        return units;
      }
    }
    return NEVER;
  }
}
