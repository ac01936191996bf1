/** What runs around every test of this module, registered by service loader. */
@NullMarked
package io.crossfade.server.testing.run;

import org.jspecify.annotations.NullMarked;
