@NullMarked
package io.crossfade.routing;

import org.jspecify.annotations.NullMarked;
