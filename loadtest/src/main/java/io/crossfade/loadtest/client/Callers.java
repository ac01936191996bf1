package io.crossfade.loadtest.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Opens the connections of one measurement. */
final class Callers {
  private Callers() {}

  /** Connections along one way, all established when this returns. */
  static List<Connection> open(Way way, int count, Supplier<Connection> connection) {
    List<Connection> connections = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Connection opened = connection.get();
      new Bootstrap()
          .group(way.loops().group())
          .channel(way.loops().socketChannel())
          .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
          .option(ChannelOption.TCP_NODELAY, true)
          .handler(
              new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(Channel channel) {
                  channel.pipeline().addLast(opened);
                }
              })
          .connect(way.target())
          .syncUninterruptibly();
      connections.add(opened);
    }
    return connections;
  }
}
