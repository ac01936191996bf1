/** The providers under load: they answer at once or stream at a fixed pace. */
@NullMarked
package io.crossfade.loadtest.provider;

import org.jspecify.annotations.NullMarked;
