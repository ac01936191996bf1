/** Cohere's chat, version 2 of its API, as the provider speaks it. */
@NullMarked
package io.crossfade.core.provider.cohere;

import org.jspecify.annotations.NullMarked;
