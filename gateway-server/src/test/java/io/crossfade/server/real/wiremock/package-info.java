/** Ordinary HTTP faults, as a provider that is not ours makes them. */
@NullMarked
package io.crossfade.server.real.wiremock;

import org.jspecify.annotations.NullMarked;
