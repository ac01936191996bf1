/** OpenAI's chat completions as callers speak them: requests are read, answers printed. */
@NullMarked
package io.crossfade.core.wire.openai;

import org.jspecify.annotations.NullMarked;
