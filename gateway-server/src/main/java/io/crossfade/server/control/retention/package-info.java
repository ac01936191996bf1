/** Keeps what grows from growing for ever. Blocking code on a thread of its own. */
@NullMarked
package io.crossfade.server.control.retention;

import org.jspecify.annotations.NullMarked;
