/** Callers who speak HTTP/2: each stream becomes a call, each answer a stream's frames. */
@NullMarked
package io.crossfade.server.frontend.http2;

import org.jspecify.annotations.NullMarked;
