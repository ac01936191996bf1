/** Parts of the gateway that every call or event passes, measured alone with JMH. */
@NullMarked
package io.crossfade.loadtest.jmh;

import org.jspecify.annotations.NullMarked;
