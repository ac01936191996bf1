/** Reads migrations, and checks what they ask for against what is declared. */
@NullMarked
package io.crossfade.core.config.read.migration;

import org.jspecify.annotations.NullMarked;
