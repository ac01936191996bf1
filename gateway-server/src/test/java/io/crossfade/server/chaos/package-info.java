/** Providers that misbehave in every way under steady load, and networks that lose packets. */
@NullMarked
package io.crossfade.server.chaos;

import org.jspecify.annotations.NullMarked;
