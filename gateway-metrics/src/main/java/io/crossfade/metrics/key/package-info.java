/** Whose calls they are, so that one caller does not decide for all. */
@NullMarked
package io.crossfade.metrics.key;

import org.jspecify.annotations.NullMarked;
