package io.crossfade.core;

/**
 * What the judge concludes about a migration right now.
 *
 * @param action what the migration should do
 * @param gate the gate that speaks, for example {@code wire}; empty for {@link Action#NONE}
 * @param reason one sentence with the numbers behind the action, shown to operators as it is
 * @param numbers the same numbers for machines, as a JSON object: per gate its E-value, threshold,
 *     counts and point estimates
 */
public record Verdict(Action action, String gate, String reason, String numbers) {

  /** Mildest first, so that the greater of two actions is the more cautious one. */
  public enum Action {
    /** The next stage may begin. */
    ADVANCE,
    /** Nothing to say. */
    NONE,
    /** A hold that applied no longer does. */
    CLEAR,
    HOLD,
    ROLL_BACK
  }

  public static final Verdict QUIET = new Verdict(Action.NONE, "", "", "{}");
}
