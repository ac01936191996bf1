package io.crossfade.routing.migration;

import java.time.Instant;

/**
 * One line of a migration's log. State is a fold over these, byte-identical on replay.
 *
 * @param seq dense per migration, from 1
 * @param migration name
 * @param at when, to the millisecond
 * @param actor who: {@code config}, {@code judge}, {@code engine}, or an operator
 * @param event name of the event, as in the transition table: {@code SetSplit}, {@code Tick}, …
 * @param payload JSON object; for a verdict, every gate's numbers
 * @param from state before, for example {@code running}
 * @param to state after
 * @param splitBuckets ten-thousandths on the candidate from here on
 * @param configHash configuration in force
 * @param epoch evidence epoch from here on
 */
public record MigrationEvent(
    long seq,
    String migration,
    Instant at,
    String actor,
    String event,
    String payload,
    String from,
    String to,
    int splitBuckets,
    String configHash,
    int epoch) {}
