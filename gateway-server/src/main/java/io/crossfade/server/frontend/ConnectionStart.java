package io.crossfade.server.frontend;

import io.crossfade.server.frontend.port.ConnectionSet;
import io.crossfade.server.frontend.port.Port;
import io.crossfade.server.frontend.request.RequestFaults;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import java.util.List;

/**
 * Gives an accepted socket to who speaks its version of HTTP, or turns it away when there are too
 * many.
 */
@Sharable
final class ConnectionStart extends ChannelInitializer<Channel> {
  private static final int SMALLEST_READ = 512;
  private static final int USUAL_READ = 2 * 1024;
  private static final int LARGEST_READ = 64 * 1024;

  /** Bounds what one wish for bytes can bring: a body nobody waits for must not pile up. */
  private static final int READS_PER_WISH = 2;

  private final Port port;
  private final List<ConnectionSet> sets;

  ConnectionStart(Port port, List<ConnectionSet> sets) {
    this.port = port;
    this.sets = sets;
  }

  @Override
  protected void initChannel(Channel channel) {
    channel.config().setRecvByteBufAllocator(reads());
    SslContext tls = port.settings().tls().get();
    if (tls != null) {
      channel.pipeline().addLast(tls.newHandler(channel.alloc()));
      ReferenceCountUtil.release(tls);
    }
    ConnectionSet set = setOf(channel.eventLoop());
    boolean tooMany = port.open().incrementAndGet() > port.settings().connections();
    var _ = channel.closeFuture().addListener(_ -> port.open().decrementAndGet());
    boolean refused = tooMany && !set.closeOldestIdle();
    if (port.settings().http2() && !refused) {
      channel.pipeline().addLast(new VersionChoice(port, set, channel));
      return;
    }
    ClientConnection connection = new ClientConnection(port, set, channel);
    channel.pipeline().addLast(connection);
    if (refused) {
      connection.refuse(RequestFaults.tooManyConnections());
    }
  }

  private ConnectionSet setOf(EventLoop loop) {
    return sets.get(port.loops().indexOf(loop));
  }

  private static AdaptiveRecvByteBufAllocator reads() {
    AdaptiveRecvByteBufAllocator sizes =
        new AdaptiveRecvByteBufAllocator(SMALLEST_READ, USUAL_READ, LARGEST_READ);
    sizes.maxMessagesPerRead(READS_PER_WISH);
    return sizes;
  }
}
