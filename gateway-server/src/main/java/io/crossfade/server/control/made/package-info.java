/** Migrations made through the management API, beside those of the file. */
@NullMarked
package io.crossfade.server.control.made;

import org.jspecify.annotations.NullMarked;
