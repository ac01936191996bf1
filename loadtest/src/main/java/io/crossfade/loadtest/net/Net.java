package io.crossfade.loadtest.net;

import io.crossfade.server.loop.EventLoops;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One end of the traffic.
 *
 * @param tls spoken on every connection; none for plain HTTP
 */
public record Net(EventLoops loops, @Nullable SslContext tls) {

  /** Puts TLS, where it is spoken, and one handler of its own into each connection. */
  public ChannelHandler each(Supplier<ChannelHandler> handler) {
    return new ChannelInitializer<Channel>() {
      @Override
      protected void initChannel(Channel channel) {
        if (tls != null) {
          channel.pipeline().addLast(tls.newHandler(channel.alloc()));
        }
        channel.pipeline().addLast(handler.get());
      }
    };
  }
}
