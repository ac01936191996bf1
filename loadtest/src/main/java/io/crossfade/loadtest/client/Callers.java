package io.crossfade.loadtest.client;

import io.crossfade.loadtest.net.Net;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Opens the connections of one measurement. */
final class Callers {
  private Callers() {}

  /** Connections along one way, all established when this returns. */
  static List<Connection> open(Way way, int count, Supplier<Connection> connection) {
    Net net = way.net();
    List<Connection> connections = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Connection opened = connection.get();
      new Bootstrap()
          .group(net.loops().group())
          .channel(net.loops().socketChannel())
          .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
          .option(ChannelOption.TCP_NODELAY, true)
          .handler(net.each(() -> opened))
          .connect(way.target())
          .syncUninterruptibly();
      opened.awaitTls();
      connections.add(opened);
    }
    return connections;
  }
}
