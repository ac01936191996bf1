/** What all connections of a port share, whichever version of HTTP they speak. */
@NullMarked
package io.crossfade.server.frontend.port;

import org.jspecify.annotations.NullMarked;
