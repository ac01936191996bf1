package io.crossfade.routing;

import io.crossfade.core.Target;
import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.wire.Wire;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The declared providers, by name. */
record Providers(Map<String, ProviderConfig> byName) {

  /** What the target's provider speaks, or null while no translator for it is built in. */
  @Nullable Wire wire(Target target) {
    ProviderConfig provider = byName.get(target.provider());
    if (provider == null) {
      throw new IllegalArgumentException(
          "target '%s' names no provider of this configuration; validate it before compiling"
              .formatted(target));
    }
    return provider.type().wire().orElse(null);
  }

  /** Those of the targets that can stand in for the first: they speak the same wire. */
  List<Target> alike(Target first, Iterable<Target> targets) {
    return StreamSupport.stream(targets.spliterator(), false)
        .filter(target -> wire(target) == wire(first))
        .toList();
  }
}
