/** One process takes over the ports of another, so that an upgrade loses no connection. */
@NullMarked
package io.crossfade.server.takeover;

import org.jspecify.annotations.NullMarked;
