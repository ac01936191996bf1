/** How a connection to a provider comes to be: names, proxies, TLS, and one deadline over all. */
@NullMarked
package io.crossfade.server.upstream.connect;

import org.jspecify.annotations.NullMarked;
