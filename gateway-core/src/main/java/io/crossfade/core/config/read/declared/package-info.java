/** What other sections of the file point to by name: providers, models, who gets notices. */
@NullMarked
package io.crossfade.core.config.read.declared;

import org.jspecify.annotations.NullMarked;
