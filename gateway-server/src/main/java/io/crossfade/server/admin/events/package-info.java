/** What happened to migrations, for those who ask and those who watch. */
@NullMarked
package io.crossfade.server.admin.events;

import org.jspecify.annotations.NullMarked;
