package io.crossfade.core.config;

import io.crossfade.core.Target;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A migration as the operator declared it.
 *
 * @param name names it everywhere; a metric label
 * @param from the control
 * @param to the candidate
 * @param models requested models in scope, canonical ids or globs; empty means all
 * @param only who may get the candidate; everybody where empty
 * @param stickyBy what keeps a caller on one arm
 * @param rollout how it moves
 * @param fallbackToControl whether a candidate call that fails before its commit is answered by the
 *     control
 * @param salt hashed with the cohort key
 * @param rollback when and how it comes back by itself
 * @param alert what raises an alert
 * @param allowMixedEmbeddings whether an embedding model may be split between different models
 */
public record MigrationConfig(
    String name,
    Target from,
    Target to,
    List<String> models,
    List<Rule> only,
    StickyBy stickyBy,
    Rollout rollout,
    boolean fallbackToControl,
    String salt,
    Rollback rollback,
    AlertLimits alert,
    boolean allowMixedEmbeddings) {

  public MigrationConfig {
    models = List.copyOf(models);
    only = List.copyOf(only);
  }

  /** The share it begins with: ten-thousandths of the traffic the candidate serves. */
  public int splitBuckets() {
    return rollout.stages().getFirst().splitBuckets();
  }

  /**
   * What keeps a caller on one arm.
   *
   * @param source where the key comes from
   * @param header lower-case field name for {@link Source#HEADER}, else null
   */
  public record StickyBy(Source source, @Nullable String header) {
    public static final StickyBy REQUEST_ID = new StickyBy(Source.REQUEST_ID, null);

    public enum Source {
      REQUEST_ID,
      USER,
      SESSION,
      KEY,
      HEADER
    }
  }

  /**
   * One condition of {@code only}; a caller must meet all of them.
   *
   * @param subject what is looked at
   * @param header lower-case field name for {@link Subject#HEADER}, else null
   * @param values any one of them matches
   */
  public record Rule(Subject subject, @Nullable String header, List<String> values) {
    public Rule {
      values = List.copyOf(values);
    }

    public enum Subject {
      HEADER,
      KEY,
      TENANT,
      USER
    }
  }

  /**
   * What raises an alert on either arm.
   *
   * @param errorRate fraction of failing calls, up to 0.5; the margin of the error gate as well
   * @param latencyIncrease factor by which the candidate's slowest calls may become slower, above 1
   * @param unavailable how long every call must have failed
   */
  public record AlertLimits(double errorRate, double latencyIncrease, Duration unavailable) {
    public static final AlertLimits DEFAULT = new AlertLimits(0.01, 1.2, Duration.ofSeconds(30));
  }

  /**
   * By how much the candidate may cost more.
   *
   * @param increase factor by which calls may cost more than their tokens would on the control,
   *     both at the candidate's prices; above 1
   * @param billIncrease the same with each arm's own prices; null where that is not judged
   * @param perTokenAlert factor by which a token may cost more before an alert says so, above 1
   */
  public record CostLimits(double increase, @Nullable Double billIncrease, double perTokenAlert) {
    public static final CostLimits DEFAULT = new CostLimits(3, null, 1.15);
  }

  /**
   * When and how a migration comes back by itself.
   *
   * @param mode who has the last word
   * @param errorRate L of the wire gate, a fraction up to 0.5
   * @param countRateLimited whether 429 counts as a failure of the arm
   * @param latencyIncrease factor by which the slowest calls may become slower, above 1
   * @param ttftIncrease the same for the time to the first token, above 1
   * @param cost by how much it may cost more
   */
  public record Rollback(
      Mode mode,
      double errorRate,
      boolean countRateLimited,
      double latencyIncrease,
      double ttftIncrease,
      CostLimits cost) {
    public static final Rollback DEFAULT =
        new Rollback(Mode.AUTOMATIC, 0.05, true, 2, 2, CostLimits.DEFAULT);

    public enum Mode {
      AUTOMATIC,
      CONFIRM,
      MANUAL
    }
  }
}
