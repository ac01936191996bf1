/** Server-sent events, found wherever the chunks happen to be cut. */
@NullMarked
package io.crossfade.core.sse;

import org.jspecify.annotations.NullMarked;
