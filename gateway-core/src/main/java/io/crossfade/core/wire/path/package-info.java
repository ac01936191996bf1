/** The paths of the data port: what they mean, and where the same is found at a provider. */
@NullMarked
package io.crossfade.core.wire.path;

import org.jspecify.annotations.NullMarked;
