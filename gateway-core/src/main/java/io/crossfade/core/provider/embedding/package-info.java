/** How providers of other APIs than OpenAI's make vectors of texts. */
@NullMarked
package io.crossfade.core.provider.embedding;

import org.jspecify.annotations.NullMarked;
