/** What a candidate costs, seen through sockets. */
@NullMarked
package io.crossfade.server.story.cost;

import org.jspecify.annotations.NullMarked;
