/** What changes routing: the file, the operator, the clock and the judge. Blocking code. */
@NullMarked
package io.crossfade.server.control;

import org.jspecify.annotations.NullMarked;
