/** What operators and callers experience, from the socket or the command line to the last byte. */
@NullMarked
package io.crossfade.server.story;

import org.jspecify.annotations.NullMarked;
