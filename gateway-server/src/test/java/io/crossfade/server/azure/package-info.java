/** Azure on both sides: callers who use its SDKs, and resources that are asked as it wants. */
@NullMarked
package io.crossfade.server.azure;

import org.jspecify.annotations.NullMarked;
