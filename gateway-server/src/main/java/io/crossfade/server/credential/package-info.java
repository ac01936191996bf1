/** Credentials that are fetched from whoever issues them, and renewed before they expire. */
@NullMarked
package io.crossfade.server.credential;

import org.jspecify.annotations.NullMarked;
