@NullMarked
package io.crossfade.metrics;

import org.jspecify.annotations.NullMarked;
