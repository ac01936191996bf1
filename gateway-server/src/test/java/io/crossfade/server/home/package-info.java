/** What providers keep, looked for where it is. */
@NullMarked
package io.crossfade.server.home;

import org.jspecify.annotations.NullMarked;
