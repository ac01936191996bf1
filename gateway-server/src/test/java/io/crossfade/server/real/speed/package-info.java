/** A whole gateway whose candidate answers too late. */
@NullMarked
package io.crossfade.server.real.speed;

import org.jspecify.annotations.NullMarked;
