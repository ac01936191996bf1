/** What a real Prometheus makes of the gateway's metrics. */
@NullMarked
package io.crossfade.server.real.scrape;

import org.jspecify.annotations.NullMarked;
