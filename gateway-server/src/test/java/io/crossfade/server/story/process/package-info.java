/** The command line in processes of its own: what it prints, what it heeds, and how it ends. */
@NullMarked
package io.crossfade.server.story.process;

import org.jspecify.annotations.NullMarked;
