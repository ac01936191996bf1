package io.crossfade.routing;

import io.crossfade.core.Arm;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.routing.cohort.Identity;
import org.jspecify.annotations.Nullable;

/** What routing may know about a call. Strings are unescaped; absent things are null. */
public interface RouteRequest extends Identity {

  Endpoint endpoint();

  /** The model as the caller named it. */
  @Nullable String model();

  /**
   * The arm on which the conversation of this call runs already, where running ones are kept.
   *
   * @param slot of the migration
   * @param key hash of the cohort key
   * @param byBucket where it goes if it begins now
   */
  default Arm runsOn(int slot, long key, Arm byBucket) {
    return byBucket;
  }

  /** The provider that keeps an object this call refers to, or null where none is known to. */
  default @Nullable String home() {
    return null;
  }

  /** The arm the caller pinned and may pin, or null. */
  @Nullable Arm pin();
}
