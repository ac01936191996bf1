/** Reads the operator's file section by section and checks the sections against each other. */
@NullMarked
package io.crossfade.core.config.read;

import org.jspecify.annotations.NullMarked;
