package io.crossfade.routing.migration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.crossfade.core.config.MigrationConfig.Rollback.Mode;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may happen to a migration. The name of each is the {@code event} of the log, its components
 * are the payload.
 */
public sealed interface Signal {

  /** The name in the log. */
  default String name() {
    return getClass().getSimpleName();
  }

  // Making one.

  /**
   * A name gets a plan; nothing moves yet.
   *
   * @param plan null while it is not settled where to and how; only with settings
   * @param settings a JSON object for a migration made through the management API, null for one of
   *     the file
   */
  record Create(
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Plan plan,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String settings)
      implements Signal {
    public Create {
      requireEither(plan, settings);
    }

    public Create(Plan plan) {
      this(plan, null);
    }
  }

  record Analyzed(boolean ok) implements Signal {}

  /** Another plan for what has not begun; the components are as in {@link Create}. */
  record Configure(
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Plan plan,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String settings)
      implements Signal {
    public Configure {
      requireEither(plan, settings);
    }

    public Configure(Plan plan) {
      this(plan, null);
    }
  }

  private static void requireEither(@Nullable Plan plan, @Nullable String settings) {
    if (settings == null) {
      Objects.requireNonNull(plan, "plan");
    }
  }

  /** The file names a migration that was made through the management API: it is the file's now. */
  record Adopt() implements Signal {}

  /**
   * Go.
   *
   * @param force also without an analysis, as a split in the file does
   */
  record Execute(boolean force) implements Signal {}

  /**
   * Go later.
   *
   * @param force also without an analysis, as a time in the file does
   */
  record ExecuteAt(Instant when, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean force)
      implements Signal {
    public ExecuteAt(Instant when) {
      this(when, false);
    }

    @JsonCreator
    static ExecuteAt read(
        @JsonProperty("when") Instant when, @JsonProperty("force") @Nullable Boolean force) {
      return new ExecuteAt(when, force != null && force);
    }
  }

  record Unschedule() implements Signal {}

  // The judge and the clock.

  /**
   * The deadline in the state has passed.
   *
   * @param proof for a shadow phase, whether the copies proved the candidate
   */
  record Timer(boolean proof) implements Signal {}

  /** The copies of a shadow phase proved the candidate bad. */
  record ShadowFailed(String reason, String numbers) implements Signal {}

  record Advance(String numbers) implements Signal {}

  /**
   * Something speaks against going on.
   *
   * @param hold {@code shared_degradation}, {@code no_data}, {@code sample_ratio_mismatch}, {@code
   *     insufficient_evidence}, or the gate whose alert it is
   * @param reason one sentence with the numbers
   * @param numbers JSON object
   */
  record Hold(String hold, String reason, String numbers) implements Signal {}

  /** What spoke against going on, no longer does; also says a muted gate's evidence has halved. */
  record Clear() implements Signal {}

  /**
   * A gate says the candidate is worse.
   *
   * @param gate {@code wire}, {@code error}, {@code latency}, …
   * @param mode who has the last word, from the configuration in force
   * @param reason one sentence with the numbers
   * @param numbers every gate's numbers, a JSON object
   */
  record RollBack(String gate, Mode mode, String reason, String numbers) implements Signal {
    private static final Set<String> SURE = Set.of("wire", "unavailable", "group");

    /** Whether the gate is one that does not wait for a confirmation. */
    boolean sure() {
      return SURE.contains(gate);
    }
  }

  // People and the file.

  record Confirm() implements Signal {}

  record Dismiss(String reason) implements Signal {}

  record Promote(String reason) implements Signal {}

  record Pause(String reason) implements Signal {}

  record Resume(String reason) implements Signal {}

  record OperatorRollback(String reason) implements Signal {}

  /**
   * The split changes.
   *
   * @param splitBuckets 0 to 10,000
   * @param declared whether the file says so, which makes it the plan from here on
   */
  record SetSplit(int splitBuckets, boolean declared) implements Signal {}

  /**
   * The file was read again.
   *
   * @param splitBuckets what it declares; anything else than before is a declared {@link SetSplit}
   */
  record Reload(int splitBuckets) implements Signal {}

  /** Target, salt or cohort key are others now. */
  record ConfigChanged(Plan plan) implements Signal {
    public ConfigChanged {
      Objects.requireNonNull(plan, "plan");
    }
  }

  /**
   * The stages are others now, for the same callers and the same target. Nobody is moved by it,
   * except from a fixed split of nothing and out of a rollback.
   */
  record Replan(Plan plan) implements Signal {
    public Replan {
      Objects.requireNonNull(plan, "plan");
    }
  }

  record Abort(String reason) implements Signal {}

  /**
   * All that has happened adds up to this, so that what is passing of it may go from the log.
   *
   * @param state before this event
   */
  record Compact(MigrationState state) implements Signal {
    public Compact {
      Objects.requireNonNull(state, "state");
    }
  }

  /**
   * The process began.
   *
   * @param anew whether what the judge knew is lost, so that the evidence begins anew
   */
  record Restarted(@JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean anew) implements Signal {
    public Restarted() {
      this(false);
    }

    @JsonCreator
    static Restarted read(@JsonProperty("anew") @Nullable Boolean anew) {
      return new Restarted(anew != null && anew);
    }
  }
}
