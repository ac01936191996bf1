package io.crossfade.routing.migration;

import java.util.Set;

/** What comes of an input. */
public sealed interface Step {

  /**
   * The migration goes on.
   *
   * @param state where it stands now
   * @param event the line to append
   * @param effects what else is owed, {@link Effect#PUBLISH} first
   */
  record Applied(MigrationState state, MigrationEvent event, Set<Effect> effects) implements Step {
    public Applied {
      effects = Set.copyOf(effects);
    }
  }

  /**
   * Nothing changes: this state does not take that input. An operator gets 409 with the code and
   * the message; the engine logs it.
   *
   * @param message what was asked, in which state, and what is possible instead
   */
  record Refused(String message) implements Step {
    public static final String CODE = "invalid_transition";
  }
}
