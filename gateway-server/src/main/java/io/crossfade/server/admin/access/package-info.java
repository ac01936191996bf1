/** Who may use the management API: the admin key, and the sessions it is traded for. */
@NullMarked
package io.crossfade.server.admin.access;

import org.jspecify.annotations.NullMarked;
