/** The event loops everything on the data plane runs on. */
@NullMarked
package io.crossfade.server.loop;

import org.jspecify.annotations.NullMarked;
