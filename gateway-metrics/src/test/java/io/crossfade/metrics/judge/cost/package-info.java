/** What candidates cost, simulated over whole rollouts. */
@NullMarked
package io.crossfade.metrics.judge.cost;

import org.jspecify.annotations.NullMarked;
