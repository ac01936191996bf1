/** One provider, ready to be asked, and what of a message may pass to it and from it. */
@NullMarked
package io.crossfade.server.provider;

import org.jspecify.annotations.NullMarked;
