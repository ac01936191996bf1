/** Amazon's cloud: whose account it is, and what its signatures cover. */
@NullMarked
package io.crossfade.server.aws;

import org.jspecify.annotations.NullMarked;
