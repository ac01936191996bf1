package io.crossfade.loadtest.client;

import io.crossfade.loadtest.net.Net;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;

/**
 * From where to where a load asks what.
 *
 * @param request written again and again, never released
 */
record Way(Net net, InetSocketAddress target, ByteBuf request) {}
