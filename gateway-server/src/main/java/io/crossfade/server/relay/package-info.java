/**
 * From a routed call to its answer: attempts, retries, fallback, and the commit after which there
 * is no way back. Everything here runs on event loops.
 */
@NullMarked
package io.crossfade.server.relay;

import org.jspecify.annotations.NullMarked;
