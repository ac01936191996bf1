/** What holds for Claude wherever it runs: at Anthropic or in somebody's cloud. */
@NullMarked
package io.crossfade.core.translate.claude;

import org.jspecify.annotations.NullMarked;
