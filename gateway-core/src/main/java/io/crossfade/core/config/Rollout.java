package io.crossfade.core.config;

import io.crossfade.core.config.MigrationConfig.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a migration moves from the old side to the new one.
 *
 * @param strategy what kind of move it is
 * @param fixed whether it stays at its only stage until somebody moves it
 * @param stages in order, at least one
 * @param holdBack what stays on the control until the very end
 * @param hypercare whether the last stage is watched with tighter limits
 * @param advance what a stage has to prove before the next
 * @param minRequests candidate calls a stage takes at least
 * @param advanceAfter multiple of its hold after which a stage ends without a proof; 0 for never
 * @param executeAt when to start; null for at once
 * @param conversations how long a running conversation may stay on the arm where it began while the
 *     split moves; zero for not at all
 */
public record Rollout(
    Strategy strategy,
    boolean fixed,
    List<Stage> stages,
    HoldBack holdBack,
    boolean hypercare,
    Advance advance,
    int minRequests,
    int advanceAfter,
    @Nullable Instant executeAt,
    Duration conversations) {

  /** Candidate calls a stage takes unless the file says otherwise. */
  public static final int MIN_REQUESTS = 100;

  public Rollout {
    stages = List.copyOf(stages);
  }

  /** The kinds of move. */
  public enum Strategy {
    /** Everything at once, then watched. */
    INSTANT,
    /** A growing share. */
    CANARY,
    /** As {@link #INSTANT}, said of an old side that is left running for the way back. */
    BLUE_GREEN,
    /** Group after group, or model after model. */
    PHASED
  }

  /** What a stage has to prove of the candidate. */
  public enum Advance {
    /** That it is not terrible: its errors, and its p95. */
    PROOF,
    /** The same for p99 and the first token. */
    STRICT,
    /** Nothing, as long as no gate speaks against it. */
    GUARD
  }

  /**
   * One split and how long it is watched before the next.
   *
   * @param splitBuckets ten-thousandths of the traffic the candidate serves, 0 to 10,000
   * @param hold zero for none
   * @param only for whom, besides the migration's own rules; everybody where empty
   * @param models for which models, canonical ids or globs; all of the migration's where empty
   */
  public record Stage(int splitBuckets, Duration hold, List<Rule> only, List<String> models) {
    public Stage {
      only = List.copyOf(only);
      models = List.copyOf(models);
    }

    /** For everybody. */
    public Stage(int splitBuckets, Duration hold) {
      this(splitBuckets, hold, List.of(), List.of());
    }
  }

  /**
   * What stays on the control after the last stage.
   *
   * @param buckets ten-thousandths; 0 for none
   * @param lasts how long they stay
   */
  public record HoldBack(int buckets, Duration lasts) {
    public static final HoldBack NONE = new HoldBack(0, Duration.ZERO);
  }

  /** One split that only an operator or the file moves. */
  public static Rollout fixed(int splitBuckets) {
    return new Rollout(
        Strategy.CANARY,
        true,
        List.of(new Stage(splitBuckets, Duration.ZERO)),
        HoldBack.NONE,
        false,
        Advance.PROOF,
        MIN_REQUESTS,
        0,
        null,
        Duration.ZERO);
  }
}
