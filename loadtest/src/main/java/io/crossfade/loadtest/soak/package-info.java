/** Whether anything of the gateway grows under load that stays the same. */
@NullMarked
package io.crossfade.loadtest.soak;

import org.jspecify.annotations.NullMarked;
