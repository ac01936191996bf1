/** How providers are spared, seen through a whole gateway. */
@NullMarked
package io.crossfade.server.fault.care;

import org.jspecify.annotations.NullMarked;
