/** Tells people and their systems what happens to migrations. Blocking code. */
@NullMarked
package io.crossfade.server.notice;

import org.jspecify.annotations.NullMarked;
