/** What calls cost, added up for people; decisions never read it. */
@NullMarked
package io.crossfade.metrics.cost;

import org.jspecify.annotations.NullMarked;
