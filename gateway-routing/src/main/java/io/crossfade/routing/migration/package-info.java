/** The life of a migration: what happened, and the state it adds up to. */
@NullMarked
package io.crossfade.routing.migration;

import org.jspecify.annotations.NullMarked;
