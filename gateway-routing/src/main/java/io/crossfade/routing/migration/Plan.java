package io.crossfade.routing.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.crossfade.core.Target;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.MigrationConfig.Rule;
import io.crossfade.core.config.MigrationConfig.StickyBy;
import io.crossfade.core.config.Rollout;
import io.crossfade.core.config.Rollout.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a migration intends: the part of its declaration that its life depends on.
 *
 * @param from the control
 * @param to the candidate
 * @param salt hashed with the cohort key
 * @param stickyBy whose calls stay together
 * @param stages splits in order, at least one; exactly one where the split is fixed
 * @param holdBackBuckets ten-thousandths that stay on the control until the end; 0 for none
 * @param holdBack how long they stay after the last stage
 * @param shadow how copies of calls are judged first, or null if they are not
 * @param strategy what kind of move it is; null for a fixed split, which only people move
 * @param executeAt when it starts by itself; null for at once, or by hand
 */
public record Plan(
    Target from,
    Target to,
    String salt,
    StickyBy stickyBy,
    List<Stage> stages,
    int holdBackBuckets,
    Duration holdBack,
    @Nullable Shadow shadow,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Strategy strategy,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant executeAt) {

  public Plan {
    stages = List.copyOf(stages);
    if (stages.isEmpty()) {
      throw new IllegalArgumentException(
          "the migration to %s has no stage; give it a split".formatted(to));
    }
  }

  /**
   * One split and how long it is watched before the next.
   *
   * @param splitBuckets 0 to 10,000
   * @param hold zero for none
   * @param only for whom, besides the migration's own rules; everybody where empty
   * @param models for which models; all of the migration's where empty
   */
  public record Stage(
      int splitBuckets,
      Duration hold,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Rule> only,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> models) {

    // Logs leave out what is empty, and what did not exist when they were written.
    @SuppressWarnings("NullAway")
    public Stage {
      only = only == null ? List.of() : List.copyOf(only);
      models = models == null ? List.of() : List.copyOf(models);
    }

    /** For everybody. */
    public Stage(int splitBuckets, Duration hold) {
      this(splitBuckets, hold, List.of(), List.of());
    }

    private static Stage of(Rollout.Stage declared) {
      return new Stage(
          declared.splitBuckets(), declared.hold(), declared.only(), declared.models());
    }
  }

  /**
   * A time in which copies of calls are judged before any caller meets the candidate.
   *
   * @param only whether the migration ends with it
   * @param lasts until its end, if the copies prove the candidate by then
   */
  public record Shadow(boolean only, Duration lasts) {}

  /** The plan of a migration declared in the file. */
  public static Plan of(MigrationConfig declared) {
    Rollout rollout = declared.rollout();
    return new Plan(
        declared.from(),
        declared.to(),
        declared.salt(),
        declared.stickyBy(),
        rollout.stages().stream().map(Stage::of).toList(),
        rollout.holdBack().buckets(),
        rollout.holdBack().lasts(),
        null,
        rollout.fixed() ? null : rollout.strategy(),
        rollout.executeAt());
  }

  /** The first split, which for a fixed plan is the one in the file. */
  public int firstSplit() {
    return stages.getFirst().splitBuckets();
  }

  /** Whether it stays where it is until somebody moves it. */
  public boolean fixed() {
    return strategy == null && stages.size() == 1;
  }

  /** Whether its stages are about different callers or models, and not about growing shares. */
  public boolean phased() {
    return strategy == Strategy.PHASED;
  }

  /** Index of the stage after which nothing is left to decide. */
  public int lastStage() {
    return stages.size() - 1;
  }

  /** The split a stage may take without touching what is held back. */
  public int capped(int splitBuckets) {
    return Math.min(splitBuckets, MigrationState.ALL - holdBackBuckets);
  }

  /** The stage that follows, given where the migration stands; one behind the last for none. */
  int stageAfter(MigrationState now) {
    if (phased()) {
      return now.step() + 1;
    }
    return fixed() ? 1 : stageAbove(now.splitBuckets());
  }

  /** The first stage with a larger split, or the one behind the last. */
  int stageAbove(int splitBuckets) {
    int stage = 0;
    while (stage < stages.size() && capped(stages.get(stage).splitBuckets()) <= splitBuckets) {
      stage++;
    }
    return stage;
  }

  /** Whether callers would be placed, or served, differently, so that evidence starts anew. */
  boolean movesCallers(Plan other) {
    return !(from.equals(other.from)
        && to.equals(other.to)
        && salt.equals(other.salt)
        && stickyBy.equals(other.stickyBy));
  }

  /** Whether the other gives the candidate other shares, whatever their times. */
  boolean sharesOtherwise(Plan other) {
    return fixed() != other.fixed()
        || phased() != other.phased()
        || !shares(stages).equals(shares(other.stages));
  }

  private static List<Stage> shares(List<Stage> stages) {
    return stages.stream()
        .map(stage -> new Stage(stage.splitBuckets, Duration.ZERO, stage.only, stage.models))
        .toList();
  }

  /** The same with the fixed split the file now asks for. */
  Plan withSplit(int splitBuckets) {
    List<Stage> fixed = List.of(new Stage(splitBuckets, stages.getFirst().hold()));
    return new Plan(
        from, to, salt, stickyBy, fixed, holdBackBuckets, holdBack, shadow, null, executeAt);
  }
}
