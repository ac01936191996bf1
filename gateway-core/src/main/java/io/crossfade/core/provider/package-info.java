/** All providers' APIs that can be translated to. */
@NullMarked
package io.crossfade.core.provider;

import org.jspecify.annotations.NullMarked;
