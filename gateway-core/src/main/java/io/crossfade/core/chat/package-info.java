/** A conversation with a model in nobody's dialect: what every wire and every provider can say. */
@NullMarked
package io.crossfade.core.chat;

import org.jspecify.annotations.NullMarked;
