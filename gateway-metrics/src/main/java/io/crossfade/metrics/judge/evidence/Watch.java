package io.crossfade.metrics.judge.evidence;

/** Anything that follows an epoch tick by tick. Owned by the tick thread. */
public interface Watch {

  void tick(Tick tick);

  /** The split changed; called before the first tick of the new step. */
  void stepStarted();
}
