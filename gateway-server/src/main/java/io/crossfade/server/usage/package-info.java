/** What calls took and what they cost, added up. */
@NullMarked
package io.crossfade.server.usage;

import org.jspecify.annotations.NullMarked;
