/** The providers' own SDKs, unmodified, with a running gateway as their base URL. */
@NullMarked
package io.crossfade.server.real.sdk;

import org.jspecify.annotations.NullMarked;
