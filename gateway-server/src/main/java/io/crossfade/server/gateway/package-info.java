/** The whole product put together: what is opened, in which order, and which layers a call meets. */
@NullMarked
package io.crossfade.server.gateway;

import org.jspecify.annotations.NullMarked;
