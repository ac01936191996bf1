package io.crossfade.server.upstream.connect;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection being opened: address after address, then tunnel and TLS. On its loop only. */
final class Dial {
  // One read per wake-up: what a read brings is handed on before more is taken from the socket.
  private static final RecvByteBufAllocator READS =
      new AdaptiveRecvByteBufAllocator(512, 4_096, 65_536).maxMessagesPerRead(1);

  // A call that is given up must not live on because its provider reads no more.
  private static final long CLOSE_ALERT_MILLIS = 100;

  private final Destination to;
  private final EventLoop loop;
  private final SslContext tls;
  private final Deque<InetAddress> left = new ArrayDeque<>();
  private Dialer.@Nullable Outcome outcome;
  private @Nullable Channel channel;
  private @Nullable Future<?> alarm;
  private long untilNanos;

  Dial(Destination to, EventLoop loop, SslContext tls, Dialer.Outcome outcome) {
    this.to = to;
    this.loop = loop;
    this.tls = tls;
    this.outcome = outcome;
  }

  /** The host whose address is needed: the proxy's where there is one. */
  String nextHop() {
    return to.proxy() == null ? to.host() : to.proxy().host();
  }

  void start(CompletableFuture<List<InetAddress>> addresses, long withinMillis) {
    untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(withinMillis);
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
    if (channel != null) {
      var _ = channel.close();
    }
  }

  private void resolved(CompletableFuture<List<InetAddress>> addresses) {
    try {
      left.addAll(addresses.join());
      next();
    } catch (CompletionException unknown) {
      failed(unknown.getCause() == null ? unknown : unknown.getCause());
    }
  }

  private void next() {
    InetAddress address = left.poll();
    if (outcome == null || address == null) {
      return;
    }
    int port = to.proxy() == null ? to.port() : to.proxy().port();
    InetSocketAddress hop = new InetSocketAddress(address, port);
    SocketAddress target =
        to.tunnelled() ? InetSocketAddress.createUnresolved(to.host(), to.port()) : hop;
    ChannelFuture connecting = bootstrap(hop).connect(target);
    channel = connecting.channel();
    connecting.addListener(this::connected);
  }

  private void connected(Future<? super Void> connecting) {
    if (outcome == null) {
      return;
    }
    if (!connecting.isSuccess()) {
      if (left.isEmpty()) {
        failed(connecting.cause());
      } else {
        next();
      }
      return;
    }
    Channel open = ((ChannelFuture) connecting).channel();
    Future<Channel> ready = ready(open);
    if (ready == null) {
      opened(open);
    } else {
      // Netty's handshakes go on only while somebody reads.
      open.read();
      ready.addListener(
          (Future<Channel> done) -> {
            if (done.isSuccess()) {
              opened(open);
            } else {
              failed(done.cause());
            }
          });
    }
  }

  private static @Nullable Future<Channel> ready(Channel open) {
    SslHandler secured = open.pipeline().get(SslHandler.class);
    if (secured != null) {
      return secured.handshakeFuture();
    }
    ProxyHandler tunnel = open.pipeline().get(ProxyHandler.class);
    return tunnel == null ? null : tunnel.connectFuture();
  }

  private void opened(Channel open) {
    Dialer.Outcome waiting = outcome;
    if (waiting != null) {
      outcome = null;
      stop();
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
        .channel(Transport.of(loop))
        .disableResolver()
        .option(ChannelOption.AUTO_READ, false)
        // A provider may refuse a body half sent: the answer is still there to be read.
        .option(ChannelOption.AUTO_CLOSE, false)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, shareOfTime())
        .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .option(ChannelOption.RECVBUF_ALLOCATOR, READS)
        .handler(pipeline(hop));
  }

  /** Each address left gets an equal part of the time left, so a dead one does not use it up. */
  private int shareOfTime() {
    long millis = TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime());
    return Math.clamp(millis / (left.size() + 1), 1, Integer.MAX_VALUE);
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
          SslHandler handler = tls.newHandler(fresh.alloc(), to.host(), to.port());
          handler.setHandshakeTimeoutMillis(0);
          handler.setCloseNotifyFlushTimeoutMillis(CLOSE_ALERT_MILLIS);
          fresh.pipeline().addLast(handler);
        }
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
}
