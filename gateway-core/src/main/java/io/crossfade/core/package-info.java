/**
 * What a call is and how it ends, in words every module shares; knows nothing of rollouts, sockets
 * or files.
 */
@NullMarked
package io.crossfade.core;

import org.jspecify.annotations.NullMarked;
