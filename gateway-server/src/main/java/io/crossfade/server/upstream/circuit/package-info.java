/** Stops asking a provider for a model while it does not answer, and finds out when it does. */
@NullMarked
package io.crossfade.server.upstream.circuit;

import org.jspecify.annotations.NullMarked;
