/** Connections to providers: one pool per event loop, one answer per request. */
@NullMarked
package io.crossfade.server.upstream;

import org.jspecify.annotations.NullMarked;
