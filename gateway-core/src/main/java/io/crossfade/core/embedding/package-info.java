/** Texts made into vectors, in nobody's dialect: what callers ask for and what providers give. */
@NullMarked
package io.crossfade.core.embedding;

import org.jspecify.annotations.NullMarked;
