/** OpenAI's chat completions as providers speak them, and the many who imitate them. */
@NullMarked
package io.crossfade.core.provider.openai;

import org.jspecify.annotations.NullMarked;
