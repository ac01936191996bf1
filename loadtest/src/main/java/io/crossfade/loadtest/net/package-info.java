/** What both ends of the traffic stand on: event loops, and TLS where it is measured. */
@NullMarked
package io.crossfade.loadtest.net;

import org.jspecify.annotations.NullMarked;
