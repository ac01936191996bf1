/** What changes while callers ask: configurations and certificates. */
@NullMarked
package io.crossfade.server.story.reload;

import org.jspecify.annotations.NullMarked;
