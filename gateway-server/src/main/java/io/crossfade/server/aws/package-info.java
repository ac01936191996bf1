/** Amazon's cloud: the account the gateway acts for there, and its signatures on requests. */
@NullMarked
package io.crossfade.server.aws;

import org.jspecify.annotations.NullMarked;
