/** Reading JSON in place, without building trees. */
@NullMarked
package io.crossfade.core.json;

import org.jspecify.annotations.NullMarked;
