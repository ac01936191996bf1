/** How many tokens a call took: as its provider says, or as we guess where it does not. */
@NullMarked
package io.crossfade.core.usage;

import org.jspecify.annotations.NullMarked;
