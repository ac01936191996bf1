package io.crossfade.metrics.judge.advance;

import io.crossfade.core.config.Rollout.Advance;
import io.crossfade.metrics.judge.evidence.Counts;
import io.crossfade.metrics.judge.evidence.Memory;
import io.crossfade.metrics.judge.evidence.Tick;
import io.crossfade.metrics.judge.evidence.Watch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows a step from its first call to the proof that ends it. */
public final class Advancing implements Watch {
  private static final long TYPICAL_P95 = 170;
  private static final long TYPICAL_P99 = 640;
  private static final double NANOS = 1e9;

  private final double errorRate;
  private final SpeedWatch p95 =
      new SpeedWatch(
          sums -> Counts.farOverLower(sums.control().latency(), sums.candidate().latency()),
          TYPICAL_P95);
  private final SpeedWatch p99 =
      new SpeedWatch(
          sums -> Counts.farOverHigher(sums.control().latency(), sums.candidate().latency()),
          TYPICAL_P99);
  private final SpeedWatch ttft =
      new SpeedWatch(
          sums -> Counts.farOverHigher(sums.control().ttft(), sums.candidate().ttft()),
          TYPICAL_P95);
  private @Nullable StageClock clock;
  private Counts step = Counts.NONE;
  private boolean streams;
  private double split;
  private double seconds;

  /**
   * @param errorRate limit of the wire gate, (0, 0.5]
   */
  public Advancing(double errorRate) {
    this.errorRate = errorRate;
  }

  /** Says what time it is for the stage, before each tick; null while it does not end by itself. */
  public void at(@Nullable StageClock now) {
    clock = now;
  }

  @Override
  public void tick(Tick tick) {
    step = Counts.failures(tick.sums());
    streams = tick.sums().control().ttft().units() > 0;
    split = tick.split();
    seconds = (tick.nowNanos() - tick.stepNanos()) / NANOS;
    p95.tick(tick);
    p99.tick(tick);
    ttft.tick(tick);
  }

  @Override
  public void stepStarted() {
    p95.stepStarted();
    p99.stepStarted();
    ttft.stepStarted();
    step = Counts.NONE;
  }

  /** Notes the proofs of the step. */
  public void save(Memory memory) {
    p95.save(memory, "advance.p95");
    p99.save(memory, "advance.p99");
    ttft.save(memory, "advance.ttft");
  }

  public void load(Memory memory) {
    p95.load(memory, "advance.p95");
    p99.load(memory, "advance.p99");
    ttft.load(memory, "advance.ttft");
  }

  /** Whether the stage is over as far as it is concerned: its time, and its proof or patience. */
  public boolean over() {
    return clock != null && clock.elapsed() && (clock.patienceOver() || proven(clock));
  }

  /** Whether its time has passed and nothing but the proof keeps it. */
  public boolean insufficient() {
    return clock != null && clock.elapsed() && !over();
  }

  /** The same for twice as long as the stage was meant to take. */
  public boolean overdue() {
    return insufficient() && clock != null && clock.lasted(2);
  }

  private boolean proven(StageClock now) {
    return proof(now.asks()).holds(now.asks(), errorRate);
  }

  private StepProof proof(Asks asks) {
    return new StepProof(step, watched(asks).stream().map(SpeedWatch::proof).toList(), split);
  }

  /** Where nothing is streamed, there is no first token to prove anything by. */
  private List<SpeedWatch> watched(Asks asks) {
    return switch (asks.advance()) {
      case GUARD -> List.of();
      case PROOF -> List.of(p95);
      case STRICT -> streams ? List.of(p95, p99, ttft) : List.of(p95, p99);
    };
  }

  /** How far it is; null while the stage does not end by itself. */
  public @Nullable StageProgress progress() {
    StageClock now = clock;
    if (now == null) {
      return null;
    }
    long needed = needed(now.asks());
    double rate = rate(step.n1());
    double left = Math.max(left(needed - step.n1(), rate), controlLeft(now.asks()));
    boolean proven = proven(now);
    return new StageProgress(step.n1(), needed, rate, proven ? 0 : left, proven);
  }

  private long needed(Asks asks) {
    if (asks.advance() == Advance.GUARD) {
      return asks.minRequests();
    }
    long most = Math.max(asks.minRequests(), ErrorNeed.of(step, errorRate));
    if (split < 1) {
      for (SpeedWatch speed : watched(asks)) {
        most = Math.max(most, speed.need());
      }
    }
    return most;
  }

  private double controlLeft(Asks asks) {
    boolean compared = asks.advance() != Advance.GUARD;
    return compared ? left(proof(asks).missingControl(), rate(step.n0())) : 0;
  }

  private double rate(long units) {
    return seconds > 0 ? units / seconds : 0;
  }

  private static double left(long units, double rate) {
    return units <= 0 ? 0 : units / rate;
  }

  /** What is missing, and when it is likely to be there. */
  public String reason() {
    StageProgress now = progress();
    return now == null || clock == null ? "" : Waiting.sentence(now, clock.now());
  }

  /**
   * E-values of the proofs asked for, errors first; empty while the stage does not end by itself.
   */
  public List<Double> evidence() {
    StageClock now = clock;
    if (now == null) {
      return List.of();
    }
    StepProof proof = proof(now.asks());
    double slowest =
        proof.speeds().stream().mapToDouble(SpeedProof::evidence).min().orElse(Double.NaN);
    return List.of(proof.errorEvidence(errorRate), slowest);
  }
}
