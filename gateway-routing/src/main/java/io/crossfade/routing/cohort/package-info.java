/** Which bucket a call falls into, and by which of its names. */
@NullMarked
package io.crossfade.routing.cohort;

import org.jspecify.annotations.NullMarked;
