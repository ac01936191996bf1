/** What stays where it began. */
@NullMarked
package io.crossfade.routing.affinity;

import org.jspecify.annotations.NullMarked;
