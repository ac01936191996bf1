/** Callers and services that the frontend's tests put around it. */
@NullMarked
package io.crossfade.server.frontend.testing;

import org.jspecify.annotations.NullMarked;
