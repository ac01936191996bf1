/** The operator's YAML as immutable records, read with positions and checked whole. */
@NullMarked
package io.crossfade.core.config;

import org.jspecify.annotations.NullMarked;
