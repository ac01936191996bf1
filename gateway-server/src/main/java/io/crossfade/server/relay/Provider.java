package io.crossfade.server.relay;

import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.wire.Wire;
import io.crossfade.server.upstream.Upstream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One provider, ready to be asked.
 *
 * @param config what the operator declared
 * @param wire the dialect it speaks
 * @param upstream its connections
 * @param credential its current key, read for every attempt because files rotate; null when none is
 *     sent, or the caller's own goes through
 */
public record Provider(
    ProviderConfig config, Wire wire, Upstream upstream, Supplier<@Nullable String> credential) {

  public String name() {
    return config.name();
  }
}
