package io.crossfade.server.upstream.connect;

import io.crossfade.server.loop.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection being opened: the race of addresses, then tunnel and TLS. On its loop only. */
final class Dial implements Race.Finish {
  // One read per wake-up: what a read brings is handed on before more is taken from the socket.
  private static final RecvByteBufAllocator READS =
      new AdaptiveRecvByteBufAllocator(512, 4_096, 65_536).maxMessagesPerRead(1);

  // A call that is given up must not live on because its provider reads no more.
  private static final long CLOSE_ALERT_MILLIS = 100;

  private final Destination to;
  private final EventLoop loop;
  private final @Nullable SslContext tls;
  private final Race race;
  private Dialer.@Nullable Outcome outcome;
  private @Nullable Channel channel;
  private @Nullable Future<?> alarm;
  private long untilNanos;

  Dial(Destination to, EventLoop loop, @Nullable SslContext tls, Dialer.Outcome outcome) {
    this.to = to;
    this.loop = loop;
    this.tls = tls;
    this.outcome = outcome;
    this.race = new Race(loop, this::connect, this);
  }

  /** The host whose address is needed: the proxy's where there is one. */
  String nextHop() {
    return to.proxy() == null ? to.host() : to.proxy().host();
  }

  void start(CompletableFuture<List<InetAddress>> addresses, long withinMillis) {
    untilNanos = loop.ticker().nanoTime() + TimeUnit.MILLISECONDS.toNanos(withinMillis);
    alarm = loop.schedule(this::tooLate, withinMillis, TimeUnit.MILLISECONDS);
    if (addresses.isDone()) {
      resolved(addresses);
    } else {
      var _ = addresses.whenComplete((found, none) -> loop.execute(() -> resolved(addresses)));
    }
  }

  void giveUp() {
    outcome = null;
    stop();
    race.stop();
    if (channel != null) {
      var _ = channel.close();
    }
  }

  private void resolved(CompletableFuture<List<InetAddress>> addresses) {
    if (addresses.isCompletedExceptionally()) {
      failed(addresses.exceptionNow());
    } else if (outcome != null) {
      race.start(addresses.resultNow());
    }
  }

  private ChannelFuture connect(InetAddress address) {
    int port = to.proxy() == null ? to.port() : to.proxy().port();
    InetSocketAddress hop = new InetSocketAddress(address, port);
    SocketAddress target =
        to.tunnelled() ? InetSocketAddress.createUnresolved(to.host(), to.port()) : hop;
    return bootstrap(hop).connect(target);
  }

  @Override
  public void won(Channel connected) {
    channel = connected;
    shakeHands(connected);
  }

  @Override
  public void lost(Throwable last) {
    failed(last);
  }

  private void shakeHands(Channel open) {
    ProxyHandler tunnel = open.pipeline().get(ProxyHandler.class);
    SslHandler secured = open.pipeline().get(SslHandler.class);
    if (tunnel == null && secured == null) {
      opened(open);
      return;
    }
    // Netty's handshakes go on only while somebody reads.
    open.read();
    if (tunnel != null) {
      tunnel.connectFuture().addListener(done -> shaken(open, done, secured == null));
    }
    if (secured != null) {
      secured.handshakeFuture().addListener(done -> shaken(open, done, true));
    }
  }

  private void shaken(Channel open, Future<?> done, boolean last) {
    if (!done.isSuccess()) {
      failed(done.cause());
    } else if (last) {
      opened(open);
    }
  }

  private void opened(Channel open) {
    Dialer.Outcome waiting = outcome;
    if (waiting != null) {
      outcome = null;
      stop();
      open.pipeline().remove(Guard.INSTANCE);
      waiting.opened(open);
    }
  }

  private void failed(Throwable cause) {
    Dialer.Outcome waiting = outcome;
    if (waiting != null) {
      giveUp();
      waiting.failed(cause);
    }
  }

  private void tooLate() {
    failed(new ConnectTimeoutException("connect"));
  }

  private void stop() {
    if (alarm != null) {
      alarm.cancel(false);
    }
  }

  private Bootstrap bootstrap(InetSocketAddress hop) {
    return new Bootstrap()
        .group(loop)
        .channel(Transport.of(loop).socketChannel())
        .disableResolver()
        .option(ChannelOption.AUTO_READ, false)
        // A provider may refuse a body half sent: the answer is still there to be read.
        .option(ChannelOption.AUTO_CLOSE, false)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeLeft())
        .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .option(ChannelOption.RECVBUF_ALLOCATOR, READS)
        .handler(pipeline(hop));
  }

  private int timeLeft() {
    long millis = TimeUnit.NANOSECONDS.toMillis(untilNanos - loop.ticker().nanoTime());
    return Math.clamp(millis, 1, Integer.MAX_VALUE);
  }

  private ChannelHandler pipeline(InetSocketAddress hop) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel fresh) {
        Proxy proxy = to.proxy();
        if (proxy != null && to.tunnelled()) {
          fresh.pipeline().addLast(tunnel(proxy, hop));
        }
        if (to.secure()) {
          SslHandler handler =
              Objects.requireNonNull(tls).newHandler(fresh.alloc(), to.host(), to.port());
          handler.setHandshakeTimeoutMillis(0);
          handler.setCloseNotifyFlushTimeoutMillis(CLOSE_ALERT_MILLIS);
          fresh.pipeline().addLast(handler);
        }
        fresh.pipeline().addLast(Guard.INSTANCE);
      }
    };
  }

  private static ProxyHandler tunnel(Proxy proxy, InetSocketAddress hop) {
    ProxyHandler tunnel =
        proxy.socks()
            ? new Socks5ProxyHandler(hop, proxy.user(), proxy.password())
            : proxy.user() == null
                ? new HttpProxyHandler(hop)
                : new HttpProxyHandler(hop, proxy.user(), proxy.password());
    tunnel.setConnectTimeoutMillis(0);
    return tunnel;
  }

  /** Takes what a failed handshake throws besides failing its future. */
  @Sharable
  private static final class Guard extends ChannelInboundHandlerAdapter {
    private static final Guard INSTANCE = new Guard();

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      var _ = ctx.close();
    }
  }
}
