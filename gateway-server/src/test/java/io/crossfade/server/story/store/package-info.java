/** Whole gateways whose store is in trouble, or whose process is killed. */
@NullMarked
package io.crossfade.server.story.store;

import org.jspecify.annotations.NullMarked;
