package io.crossfade.routing;

import io.crossfade.core.Target;
import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.wire.Wire;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The declared providers, by name. */
record Providers(Map<String, ProviderConfig> byName) {

  /** What the target's provider speaks, or null when that is no caller's dialect. */
  @Nullable Wire wire(Target target) {
    return provider(target).type().wire().orElse(null);
  }

  /** Whether calls of other dialects can be translated for the target's provider. */
  boolean translated(Target target) {
    return io.crossfade.core.provider.Providers.of(provider(target).type()).isPresent();
  }

  /** Whose API the target's provider speaks. */
  ProviderType type(Target target) {
    return provider(target).type();
  }

  private ProviderConfig provider(Target target) {
    ProviderConfig provider = byName.get(target.provider());
    if (provider == null) {
      throw new IllegalArgumentException(
          "target '%s' names no provider of this configuration; validate it before compiling"
              .formatted(target));
    }
    return provider;
  }

  /** Those of the targets that can stand in for the first: its dialect, or translated to. */
  List<Target> standIns(Target first, Iterable<Target> targets) {
    return StreamSupport.stream(targets.spliterator(), false)
        .filter(target -> wire(target) == wire(first) || translated(target))
        .toList();
  }
}
