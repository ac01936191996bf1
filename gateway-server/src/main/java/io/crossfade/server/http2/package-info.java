/** What both sides of HTTP/2 share: field sections read in one way only, and written. */
@NullMarked
package io.crossfade.server.http2;

import org.jspecify.annotations.NullMarked;
