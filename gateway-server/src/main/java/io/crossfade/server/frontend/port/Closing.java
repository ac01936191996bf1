package io.crossfade.server.frontend.port;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/** The ways to end a connection, all after what was written has gone out. */
public final class Closing {
  private Closing() {}

  /** Closes at once, whatever is still to be written. */
  public static void now(Channel channel) {
    var _ = channel.close();
  }

  /** Closes both directions; right where the caller has nothing more to say. */
  public static void close(Channel channel) {
    afterWrites(channel, () -> now(channel));
  }

  /**
   * Closes our direction only. With bytes of the caller still unread, a full close would make the
   * kernel send a reset, and a reset can destroy the answer before the caller has read it (RFC 9112
   * §9.6).
   */
  public static void closeOutput(Channel channel) {
    afterWrites(channel, () -> shutdownOutput(channel));
  }

  /**
   * Closes with a reset, where the end of the connection would otherwise be the end of the body.
   */
  public static void reset(Channel channel) {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    now(channel);
  }

  private static void afterWrites(Channel channel, Runnable then) {
    var _ = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> then.run());
  }

  private static void shutdownOutput(Channel channel) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls != null) {
      var _ = tls.closeOutbound();
    } else if (channel instanceof DuplexChannel socket) {
      var _ = socket.shutdownOutput();
    } else {
      now(channel);
    }
  }
}
