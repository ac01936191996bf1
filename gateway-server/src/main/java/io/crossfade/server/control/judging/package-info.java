/** The evidence about each migration, and what its verdicts ask for. */
@NullMarked
package io.crossfade.server.control.judging;

import org.jspecify.annotations.NullMarked;
