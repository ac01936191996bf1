/** What wires and providers implement to meet in the chat hub, and what they share in doing so. */
@NullMarked
package io.crossfade.core.translate;

import org.jspecify.annotations.NullMarked;
