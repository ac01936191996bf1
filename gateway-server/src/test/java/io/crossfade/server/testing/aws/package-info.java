/** What a service of Amazon's cloud does to tests. */
@NullMarked
package io.crossfade.server.testing.aws;

import org.jspecify.annotations.NullMarked;
