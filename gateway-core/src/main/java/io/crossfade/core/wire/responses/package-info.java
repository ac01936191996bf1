/** OpenAI's Responses API as callers speak it: requests are read, answers printed. */
@NullMarked
package io.crossfade.core.wire.responses;

import org.jspecify.annotations.NullMarked;
