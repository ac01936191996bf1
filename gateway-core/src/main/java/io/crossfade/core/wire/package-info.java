/** The dialects callers speak: paths, error shapes, stream marks. */
@NullMarked
package io.crossfade.core.wire;

import org.jspecify.annotations.NullMarked;
