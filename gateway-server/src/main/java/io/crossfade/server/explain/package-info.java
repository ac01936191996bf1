/** Why one request goes where it goes, for people and for machines. */
@NullMarked
package io.crossfade.server.explain;

import org.jspecify.annotations.NullMarked;
