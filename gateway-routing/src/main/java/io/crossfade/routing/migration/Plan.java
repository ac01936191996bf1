package io.crossfade.routing.migration;

import io.crossfade.core.Target;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.MigrationConfig.StickyBy;
import java.time.Duration;
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
 */
public record Plan(
    Target from,
    Target to,
    String salt,
    StickyBy stickyBy,
    List<Stage> stages,
    int holdBackBuckets,
    Duration holdBack,
    @Nullable Shadow shadow) {

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
   */
  public record Stage(int splitBuckets, Duration hold) {}

  /**
   * A time in which copies of calls are judged before any caller meets the candidate.
   *
   * @param only whether the migration ends with it
   * @param lasts until its end, if the copies prove the candidate by then
   */
  public record Shadow(boolean only, Duration lasts) {}

  /** The plan of a migration declared in the file with a fixed {@code split}. */
  public static Plan of(MigrationConfig declared) {
    return new Plan(
        declared.from(),
        declared.to(),
        declared.salt(),
        declared.stickyBy(),
        List.of(new Stage(declared.splitBuckets(), Duration.ZERO)),
        0,
        Duration.ZERO,
        null);
  }

  /** The first split, which for a fixed plan is the one in the file. */
  public int firstSplit() {
    return stages.getFirst().splitBuckets();
  }

  public boolean fixed() {
    return stages.size() == 1;
  }

  int lastStage() {
    return stages.size() - 1;
  }

  /** The split a stage may take without touching what is held back. */
  int capped(int splitBuckets) {
    return Math.min(splitBuckets, MigrationState.ALL - holdBackBuckets);
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

  /** The same with the fixed split the file now asks for. */
  Plan withSplit(int splitBuckets) {
    List<Stage> fixed = List.of(new Stage(splitBuckets, stages.getFirst().hold()));
    return new Plan(from, to, salt, stickyBy, fixed, holdBackBuckets, holdBack, shadow);
  }
}
