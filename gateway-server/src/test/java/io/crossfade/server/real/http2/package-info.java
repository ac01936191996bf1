/** Clients that others wrote, speaking HTTP/2 to a whole gateway. */
@NullMarked
package io.crossfade.server.real.http2;

import org.jspecify.annotations.NullMarked;
