/** Commands, as far as they can be tried without a process of their own. */
@NullMarked
package io.crossfade.server.cli;

import org.jspecify.annotations.NullMarked;
