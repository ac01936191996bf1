/** HTTP/1.1 as bytes: one strict reading of heads and bodies, and the writing of both. */
@NullMarked
package io.crossfade.server.http1;

import org.jspecify.annotations.NullMarked;
