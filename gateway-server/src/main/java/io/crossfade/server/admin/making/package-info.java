/** What operators ask for when they make a migration through the management API. Pure. */
@NullMarked
package io.crossfade.server.admin.making;

import org.jspecify.annotations.NullMarked;
