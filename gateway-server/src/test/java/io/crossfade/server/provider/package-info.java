/** What providers say, in the words of those who asked. */
@NullMarked
package io.crossfade.server.provider;

import org.jspecify.annotations.NullMarked;
