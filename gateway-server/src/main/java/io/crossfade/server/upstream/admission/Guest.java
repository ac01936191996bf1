package io.crossfade.server.upstream.admission;

/** Hears one of the two, once, on its own loop; neither after its place was given up. */
public interface Guest {

  /** There is room; it counts as taken until {@link Admission#leave}. */
  void admitted();

  /** No room came in time. */
  void turnedAway();
}
