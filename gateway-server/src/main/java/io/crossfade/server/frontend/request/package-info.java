/** Bytes of a caller, read as requests, and what he is told when they are none. */
@NullMarked
package io.crossfade.server.frontend.request;

import org.jspecify.annotations.NullMarked;
