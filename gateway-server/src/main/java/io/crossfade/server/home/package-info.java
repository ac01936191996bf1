/** What providers keep goes back to whoever made it: noticed in answers, looked up in requests. */
@NullMarked
package io.crossfade.server.home;

import org.jspecify.annotations.NullMarked;
