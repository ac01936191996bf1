/** Anthropic's Messages API as the provider speaks it. */
@NullMarked
package io.crossfade.core.provider.anthropic;

import org.jspecify.annotations.NullMarked;
