package io.crossfade.loadtest.provider;

import io.crossfade.loadtest.http.Prompt;
import io.crossfade.loadtest.http.Script;
import io.crossfade.loadtest.net.Net;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.function.Supplier;

/** One provider on a loopback port; it knows every request it may be sent, byte for byte. */
public final class LoadProvider {
  private static final int BACKLOG = 4_096;

  private final Channel listener;

  /**
   * How a stream is paced.
   *
   * @param events in a stream, before its last ones
   * @param gapNanos between two events
   */
  public record Pace(int events, long gapNanos) {}

  private LoadProvider(Channel listener) {
    this.listener = listener;
  }

  /**
   * Starts to listen on a free port.
   *
   * @param known every request it may be sent, by fingerprint
   * @param pace asked at the start of each stream
   */
  public static LoadProvider open(
      Net net, Script script, Map<Long, Prompt> known, Supplier<Pace> pace) {
    Answers answers = new Answers(script);
    return new LoadProvider(
        new ServerBootstrap()
            .group(net.loops().group())
            .channel(net.loops().serverChannel())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(net.each(() -> new ProviderConnection(answers, known, pace)))
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel());
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }
}
