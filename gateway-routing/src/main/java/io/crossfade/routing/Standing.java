package io.crossfade.routing;

/** How a call of a migration counts as evidence. */
public enum Standing {
  /** The present stage is about it, so its arm was chosen by the present split. */
  WEIGHED,
  /** An earlier phase gave it its share; there is nothing to compare it with any more. */
  SETTLED,
  /** It is on its arm by rule, not by its bucket: no phase is about it, or it began there. */
  ASIDE
}
