/** The one append-only log of everything that happened to migrations, on disk. Blocking code. */
@NullMarked
package io.crossfade.server.store;

import org.jspecify.annotations.NullMarked;
