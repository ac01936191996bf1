package io.crossfade.routing.migration;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a migration stands: the fold of its log, and all that its next step depends on.
 *
 * @param name of the migration
 * @param seq of the last event folded in, 0 before the first; operators name the one they saw
 * @param phase the bare state
 * @param step index of the stage of the plan, {@code i} of {@code running[i]}; after a rollback,
 *     where it failed
 * @param stepEpoch grows with every change of the split, so that matched tests never mix two splits
 * @param splitBuckets ten-thousandths the candidate serves now
 * @param reason why it holds, waits or has ended: a gate, a kind of hold, {@code operator}; empty
 *     where there is none
 * @param detail the same as a sentence for people; may be empty
 * @param epoch evidence epoch, from 1; 0 before it ever ran
 * @param plan what it intends; null in {@link Phase#NONE}, and for a draft that does not yet say
 *     where to and how
 * @param latchedSplit split at the last rollback, which only another split or a resume lifts; null
 *     when not rolled back
 * @param deadlines when the engine has to speak next
 * @param back where a pause, a confirmation or a hold returns to; null elsewhere
 * @param mute a gate that has been dismissed, or null
 * @param settings what was asked for through the management API, a JSON object in the words of the
 *     file; null for a migration of the file
 */
public record MigrationState(
    String name,
    long seq,
    Phase phase,
    int step,
    int stepEpoch,
    int splitBuckets,
    String reason,
    String detail,
    int epoch,
    @Nullable Plan plan,
    @Nullable Integer latchedSplit,
    Deadlines deadlines,
    @Nullable Back back,
    @Nullable Mute mute,
    @Nullable String settings) {

  /** Buckets of the whole traffic. */
  public static final int ALL = 10_000;

  /**
   * Times at which something is due, null where nothing is.
   *
   * @param hold before which a schedule does not advance
   * @param timer at which the engine sends {@link Signal.Timer}: start of a scheduled one, end of a
   *     shadow phase, of the time to confirm, or of the hold-back
   */
  public record Deadlines(@Nullable Instant hold, @Nullable Instant timer) {
    static final Deadlines NONE = new Deadlines(null, null);

    Deadlines shifted(Duration by) {
      return new Deadlines(
          hold == null ? null : hold.plus(by), timer == null ? null : timer.plus(by));
    }

    Deadlines heldFor(Duration more) {
      return new Deadlines(hold == null ? null : hold.plus(more), timer);
    }
  }

  /**
   * What a pause, a confirmation or a hold interrupted.
   *
   * @param phase the state
   * @param reason its reason
   * @param detail its sentence
   * @param since when it was interrupted
   * @param deadlines that were open then
   * @param behind what that state itself had interrupted, or null
   */
  public record Back(
      Phase phase,
      String reason,
      String detail,
      Instant since,
      Deadlines deadlines,
      @Nullable Back behind) {

    /** The same with all its timers later, for a pause stops them. */
    Back shifted(Duration by) {
      Back later = behind == null ? null : behind.shifted(by);
      return new Back(phase, reason, detail, since, deadlines.shifted(by), later);
    }

    Back heldFor(Duration more) {
      Back longer = behind == null ? null : behind.heldFor(more);
      return new Back(phase, reason, detail, since, deadlines.heldFor(more), longer);
    }
  }

  /**
   * A dismissed gate, not heard before {@code until} unless its evidence halves first.
   *
   * @param gate its name
   * @param until end of the silence
   */
  public record Mute(String gate, Instant until) {}

  /** Before anything has happened under that name. */
  public static MigrationState none(String name) {
    return new MigrationState(
        name, 0, Phase.NONE, 0, 0, 0, "", "", 0, null, null, Deadlines.NONE, null, null, null);
  }

  /** Whether it was made through the management API, and no file has taken it over. */
  public boolean made() {
    return settings != null;
  }

  /** The coarse status of the management API. */
  public String status() {
    return phase.status();
  }

  /** Whether it holds for a reason that the judge will also find gone. */
  public boolean heldByJudge() {
    return phase == Phase.HOLDING
        && !reason.equals(JudgeSteps.DISMISSED)
        && !reason.equals(JudgeSteps.WOULD_ROLL_BACK);
  }

  /** Before when the present stage does not end, also while it is interrupted; null for none. */
  public @Nullable Instant holdUntil() {
    Instant hold = deadlines.hold();
    for (Back interrupted = back; interrupted != null; interrupted = interrupted.behind()) {
      hold = interrupted.deadlines().hold();
    }
    return hold;
  }

  /** What a hold, a confirmation or a pause goes back to in the end. */
  public Phase rootPhase() {
    Phase root = phase;
    for (Back interrupted = back; interrupted != null; interrupted = interrupted.behind()) {
      root = interrupted.phase();
    }
    return root;
  }

  /** The plan of a migration that has been created. */
  Plan planned() {
    if (plan == null) {
      throw new IllegalStateException("migration '%s' has no plan in %s".formatted(name, phase));
    }
    return plan;
  }

  Edit edit() {
    return new Edit(this);
  }
}
