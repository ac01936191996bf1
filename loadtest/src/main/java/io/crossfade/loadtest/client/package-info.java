/** Callers that check every byte of every answer. */
@NullMarked
package io.crossfade.loadtest.client;

import org.jspecify.annotations.NullMarked;
