/** What happened, counted per event loop without locks. */
@NullMarked
package io.crossfade.metrics.window;

import org.jspecify.annotations.NullMarked;
