package io.crossfade.server.frontend;

import io.crossfade.core.Service;
import io.crossfade.core.config.ServerConfig.Address;
import io.crossfade.server.frontend.port.ConnectionSet;
import io.crossfade.server.frontend.port.ListenerSettings;
import io.crossfade.server.frontend.port.Port;
import io.crossfade.server.loop.EventLoops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One port: accepts connections on all loops and has a {@link Service} answer what comes over them.
 * May be used by any thread; {@link #drain} and {@link #close} wait, and so belong on none of the
 * loops.
 */
public final class Listener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int BACKLOG = 4 * 1024;

  /** Together with one read of 64 KB on its way, an unread answer costs less than 256 KB. */
  private static final WriteBufferWaterMark WATER_MARKS =
      new WriteBufferWaterMark(64 * 1024, 128 * 1024);

  private static final Duration IDLE_GRACE = Duration.ofMillis(100);
  private static final long POLL_MILLIS = 10;

  private final Port port;
  private final Channel socket;
  private final List<ConnectionSet> connections;

  private Listener(Port port, Channel socket, List<ConnectionSet> connections) {
    this.port = port;
    this.socket = socket;
    this.connections = connections;
  }

  /**
   * Starts to listen.
   *
   * @param binding where the socket comes from
   * @param service called on the loop of each connection
   * @throws IOException when the address cannot be had; its message says which and what to do
   */
  public static Listener open(
      EventLoops loops, Binding binding, Service service, ListenerSettings settings)
      throws IOException {
    Port port = new Port(service, settings, loops);
    List<ConnectionSet> sets = new ArrayList<>();
    for (int index = 0; index < loops.count(); index++) {
      ConnectionSet set = new ConnectionSet(loops.loop(index), settings.timeouts());
      set.sweepEvery(settings.timeouts().sweepMillis());
      sets.add(set);
    }
    ChannelFuture bound =
        bound(bootstrap(loops, new ConnectionStart(port, sets)), loops, binding)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      sets.forEach(ConnectionSet::stopSweeping);
      throw new IOException(
          "the %s port cannot listen on %s (%s); free the address or configure another one"
              .formatted(settings.name(), binding.address(), reason(bound.cause())),
          bound.cause());
    }
    Listener listener = new Listener(port, bound.channel(), List.copyOf(sets));
    LOG.info("{} port: listening on {}", settings.name(), listener.address());
    return listener;
  }

  /** Where it listens; the port is the real one where any was asked for. */
  public InetSocketAddress address() {
    return (InetSocketAddress) socket.localAddress();
  }

  /** The socket itself, for a process that takes over; null where it cannot be handed on. */
  public @Nullable FileDescriptor descriptor() {
    return socket instanceof UnixChannel unix ? unix.fd() : null;
  }

  /**
   * Takes no new connection, but leaves the socket to who listens on it as well: what waits in it
   * is his, and nobody is refused.
   */
  public void leave() {
    var _ = socket.deregister().awaitUninterruptibly();
    var _ = socket.close().awaitUninterruptibly();
  }

  /** Connections open now. */
  public int openConnections() {
    return port.open().get();
  }

  /**
   * Takes no new connection, closes the idle ones, and lets calls in flight finish.
   *
   * @param longest wait; what is still open after it is closed
   * @return whether everything finished by itself
   */
  public boolean drain(Duration longest) {
    return drain(longest, IDLE_GRACE);
  }

  /**
   * As {@link #drain(Duration)}, with a time that connections may stay idle until then.
   *
   * @param grace in which a request that is on its way still gets in
   */
  public boolean drain(Duration longest, Duration grace) {
    long deadline = System.nanoTime() + longest.toNanos();
    var _ = socket.close().awaitUninterruptibly();
    onEachLoop(set -> set.drain(grace));
    while (port.open().get() > 0 && System.nanoTime() - deadline < 0) {
      pause();
    }
    boolean finished = port.open().get() == 0;
    close();
    return finished;
  }

  /** Stops at once: calls in flight are cut off. */
  @Override
  public void close() {
    var _ = socket.close().awaitUninterruptibly();
    onEachLoop(ConnectionSet::closeAll);
    onEachLoop(ConnectionSet::stopSweeping);
  }

  private interface LoopAction {
    void on(ConnectionSet set);
  }

  private void onEachLoop(LoopAction action) {
    CountDownLatch left = new CountDownLatch(connections.size());
    for (ConnectionSet set : connections) {
      set.loop()
          .execute(
              () -> {
                action.on(set);
                left.countDown();
              });
    }
    try {
      var _ = left.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private static ChannelFuture bound(ServerBootstrap bootstrap, EventLoops loops, Binding binding) {
    FileDescriptor inherited = binding.inherited();
    if (inherited != null) {
      return bootstrap
          .channelFactory(() -> new EpollServerSocketChannel(inherited.intValue()))
          .register();
    }
    Address address = binding.address();
    return bootstrap
        .channel(loops.serverChannel())
        .bind(new InetSocketAddress(address.host(), address.port()));
  }

  private static ServerBootstrap bootstrap(EventLoops loops, ConnectionStart start) {
    return new ServerBootstrap()
        .group(loops.group())
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.AUTO_READ, false)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARKS)
        .childHandler(start);
  }
}
