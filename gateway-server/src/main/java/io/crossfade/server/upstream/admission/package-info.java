/** How many requests one provider gets at a time, and which ones wait until there is room. */
@NullMarked
package io.crossfade.server.upstream.admission;

import org.jspecify.annotations.NullMarked;
