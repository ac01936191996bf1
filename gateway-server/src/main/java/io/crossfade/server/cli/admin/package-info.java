/** The commands that drive a running gateway over its management API. */
@NullMarked
package io.crossfade.server.cli.admin;

import org.jspecify.annotations.NullMarked;
