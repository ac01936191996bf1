/** Figures of one run: how they are compared, printed and kept. */
@NullMarked
package io.crossfade.loadtest.result;

import org.jspecify.annotations.NullMarked;
