/** Where a call goes and why: one immutable snapshot, compiled once, read by every event loop. */
@NullMarked
package io.crossfade.routing;

import org.jspecify.annotations.NullMarked;
