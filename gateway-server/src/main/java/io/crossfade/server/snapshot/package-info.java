/** What is in force right now, as one immutable value behind one reference. */
@NullMarked
package io.crossfade.server.snapshot;

import org.jspecify.annotations.NullMarked;
