/** Calls whose provider speaks another API than their caller, over sockets. */
@NullMarked
package io.crossfade.server.translate;

import org.jspecify.annotations.NullMarked;
