/** The whole gateway, on real sockets, with real input: recordings, SDKs and tools as they are. */
@NullMarked
package io.crossfade.server.real;

import org.jspecify.annotations.NullMarked;
