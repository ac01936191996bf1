/** The same numbers for Prometheus and for eyes. */
@NullMarked
package io.crossfade.metrics.export;

import org.jspecify.annotations.NullMarked;
