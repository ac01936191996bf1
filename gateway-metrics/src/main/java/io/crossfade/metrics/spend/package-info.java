/** What calls cost as evidence: counted per event loop, and held against what is normal. */
@NullMarked
package io.crossfade.metrics.spend;

import org.jspecify.annotations.NullMarked;
