/** What callers, providers, metrics and judge see of every fault, through sockets. */
@NullMarked
package io.crossfade.server.fault;

import org.jspecify.annotations.NullMarked;
