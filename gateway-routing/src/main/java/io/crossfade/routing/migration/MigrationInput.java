package io.crossfade.routing.migration;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Something that happens to a migration, with all the log wants to know about it.
 *
 * @param at when, cut to the millisecond
 * @param actor {@code config}, {@code judge}, {@code engine}, or an operator
 * @param configHash configuration in force
 * @param signal what
 */
public record MigrationInput(Instant at, String actor, String configHash, Signal signal) {
  public MigrationInput {
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }
}
