/** Facts about models, and the one mapping between the names callers use and the models meant. */
@NullMarked
package io.crossfade.core.catalog;

import org.jspecify.annotations.NullMarked;
