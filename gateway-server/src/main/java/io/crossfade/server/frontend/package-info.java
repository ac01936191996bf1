/** The caller's side: connections become calls, answers become bytes. */
@NullMarked
package io.crossfade.server.frontend;

import org.jspecify.annotations.NullMarked;
