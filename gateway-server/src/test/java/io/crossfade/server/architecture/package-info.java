/** The house rules, as tests: what depends on what, who may block, how big and how formatted. */
@NullMarked
package io.crossfade.server.architecture;

import org.jspecify.annotations.NullMarked;
