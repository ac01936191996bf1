/** Failures as values, and the closed list of codes callers see. */
@NullMarked
package io.crossfade.core.fault;

import org.jspecify.annotations.NullMarked;
