/** How long things take: counted, remembered, and held against what is normal. */
@NullMarked
package io.crossfade.metrics.duration;

import org.jspecify.annotations.NullMarked;
