/** Processes that are killed, and what is left of them. */
@NullMarked
package io.crossfade.server.control.crash;

import org.jspecify.annotations.NullMarked;
