/** The signals Unix servers are told things by. */
@NullMarked
package io.crossfade.server.signal;

import org.jspecify.annotations.NullMarked;
