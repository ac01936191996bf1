package io.crossfade.metrics.judge.advance;

/**
 * How far a stage is on its way to the next.
 *
 * @param candidate candidate units so far
 * @param needed candidate units it is likely to take altogether; {@link Long#MAX_VALUE} when the
 *     present rate of failures proves nothing, however many come
 * @param perSecond candidate units per second so far; 0 before the first
 * @param secondsLeft until it is likely to be proven; infinite when nothing comes
 * @param proven whether all that is asked has been shown
 */
public record StageProgress(
    long candidate, long needed, double perSecond, double secondsLeft, boolean proven) {}
