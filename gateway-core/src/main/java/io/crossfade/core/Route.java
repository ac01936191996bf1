package io.crossfade.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to "where does this call go", made once when the configuration is compiled and handed
 * out to call after call.
 *
 * @param migration name of the migration, or null outside any
 * @param slot index of the migration in the snapshot, or -1 outside any; what is kept per migration
 *     is indexed by it
 * @param arm the side that earns the outcome
 * @param target first choice
 * @param fallbacks asked in order when the first choice fails before its commit
 */
public record Route(
    @Nullable String migration, int slot, Arm arm, Target target, List<Target> fallbacks) {

  public Route {
    fallbacks = List.copyOf(fallbacks);
  }
}
