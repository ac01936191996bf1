/** The command line. */
@NullMarked
package io.crossfade.server.cli;

import org.jspecify.annotations.NullMarked;
