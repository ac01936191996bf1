/** What tests stand on: providers that do as told, clients that hide nothing, recorded traffic. */
@NullMarked
package io.crossfade.server.testing;

import org.jspecify.annotations.NullMarked;
