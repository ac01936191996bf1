package io.crossfade.core.chat;

import org.jspecify.annotations.Nullable;

/**
 * What sticks to a part or a tool without being its content.
 *
 * @param cache the prompt up to here is worth caching, or null
 * @param extras fields only its own dialect knows
 */
public record Marks(@Nullable Cache cache, Extras extras) {
  public static final Marks NONE = new Marks(null, Extras.NONE);

  /**
   * A cache marker.
   *
   * @param ttl how long to keep the prefix ({@code 5m}, {@code 1h}), or null for the usual time
   */
  public record Cache(@Nullable String ttl) {}

  /** Marks without a cache marker. */
  public static Marks of(Extras extras) {
    return extras.isEmpty() ? NONE : new Marks(null, extras);
  }
}
