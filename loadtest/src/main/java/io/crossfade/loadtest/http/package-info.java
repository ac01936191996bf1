/** What the traffic says, and how it is read on either end. */
@NullMarked
package io.crossfade.loadtest.http;

import org.jspecify.annotations.NullMarked;
