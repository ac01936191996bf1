/** Calls on their way to providers of another API than their callers', and back. */
@NullMarked
package io.crossfade.server.translate;

import org.jspecify.annotations.NullMarked;
