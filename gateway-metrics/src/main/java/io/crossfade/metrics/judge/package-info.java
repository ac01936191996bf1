/** What the counts mean: pure tests of one statement against the concurrent control. */
@NullMarked
package io.crossfade.metrics.judge;

import org.jspecify.annotations.NullMarked;
