/** Which models and which callers a rule is about. */
@NullMarked
package io.crossfade.routing.match;

import org.jspecify.annotations.NullMarked;
