/** Costs over days and restarts. */
@NullMarked
package io.crossfade.server.usage;

import org.jspecify.annotations.NullMarked;
