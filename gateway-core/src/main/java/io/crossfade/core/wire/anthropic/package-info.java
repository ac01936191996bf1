/** Anthropic's Messages API as callers speak it: requests are read, answers printed. */
@NullMarked
package io.crossfade.core.wire.anthropic;

import org.jspecify.annotations.NullMarked;
