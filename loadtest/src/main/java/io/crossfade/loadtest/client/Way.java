package io.crossfade.loadtest.client;

import io.crossfade.server.loop.EventLoops;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;

/**
 * From where to where a load asks what.
 *
 * @param request written again and again, never released
 */
record Way(EventLoops loops, InetSocketAddress target, ByteBuf request) {}
