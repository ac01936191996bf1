/** What the management API says of costs. */
@NullMarked
package io.crossfade.server.admin.costs;

import org.jspecify.annotations.NullMarked;
