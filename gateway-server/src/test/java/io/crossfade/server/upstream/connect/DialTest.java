package io.crossfade.server.upstream.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.crossfade.core.config.ProviderConfig.Http2;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hosts with several addresses, over real sockets on both loopbacks. */
final class DialTest {
  private static final InetAddress SIX = InetAddress.ofLiteral("::1");
  private static final InetAddress FOUR = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress FOUR_TOO = InetAddress.ofLiteral("127.0.0.2");
  private static final long LIMIT_MILLIS = 20_000;

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final List<InetAddress> resolved = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong(1);
  private final Dialer dialer =
      new Dialer(
          new Addresses(host -> resolved.toArray(InetAddress[]::new), Runnable::run, nanos::get),
          Proxies.from(Map.of()),
          Map.of());

  @AfterEach
  void stop() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    dialer.close();
  }

  @Test
  void dial_ipv6Refuses_connectsOverIpv4() throws IOException {
    try (ServerSocket four = listen(FOUR, 0, 50)) {
      resolved.addAll(List.of(SIX, FOUR));
      assertThat(dial(four.getLocalPort())).isEqualTo(FOUR);
    }
  }

  @Test
  void dial_ipv4Refuses_connectsOverIpv6() throws IOException {
    assumeIpv6();
    try (ServerSocket six = listen(SIX, 0, 50)) {
      resolved.addAll(List.of(FOUR, SIX));
      assertThat(dial(six.getLocalPort())).isEqualTo(SIX);
    }
  }

  /** Linux drops what comes to a listener whose queue is full, as a dead route would. */
  @Test
  void dial_oneFamilyHangs_connectsOverTheOther() throws IOException {
    assumeIpv6();
    try (ServerSocket six = listen(SIX, 0, 1);
        ServerSocket four = listen(FOUR, six.getLocalPort(), 50);
        Socket _ = fill(six);
        Socket _ = fill(six)) {
      resolved.addAll(List.of(SIX, FOUR));
      assertThat(dial(four.getLocalPort())).isEqualTo(FOUR);
    }
  }

  @Test
  void dial_hostMoves_connectsToItsNewAddress() throws IOException {
    try (ServerSocket old = listen(FOUR, 0, 50);
        ServerSocket moved = listen(FOUR_TOO, old.getLocalPort(), 50)) {
      resolved.add(FOUR);
      assertThat(dial(old.getLocalPort())).isEqualTo(FOUR);
      resolved.set(0, FOUR_TOO);
      assertThat(dial(moved.getLocalPort())).as("still remembered").isEqualTo(FOUR);
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(30));
      assertThat(dial(moved.getLocalPort())).as("looked up meanwhile").isEqualTo(FOUR);
      assertThat(dial(moved.getLocalPort())).isEqualTo(FOUR_TOO);
    }
  }

  private InetAddress dial(int port) {
    CompletableFuture<InetAddress> peer = new CompletableFuture<>();
    Destination to = dialer.destination(URI.create("http://provider.test:" + port), Http2.OFF);
    loop.execute(() -> dialer.dial(to, loop, LIMIT_MILLIS, new Outcome(peer)));
    return peer.orTimeout(2 * LIMIT_MILLIS, TimeUnit.MILLISECONDS).join();
  }

  private record Outcome(CompletableFuture<InetAddress> peer) implements Dialer.Outcome {
    @Override
    public void opened(Channel channel) {
      peer.complete(((InetSocketAddress) channel.remoteAddress()).getAddress());
      var _ = channel.close();
    }

    @Override
    public void failed(Throwable cause) {
      peer.completeExceptionally(cause);
    }
  }

  private static ServerSocket listen(InetAddress address, int port, int backlog)
      throws IOException {
    return new ServerSocket(port, backlog, address);
  }

  private static Socket fill(ServerSocket listener) throws IOException {
    return new Socket(listener.getInetAddress(), listener.getLocalPort());
  }

  private static void assumeIpv6() throws IOException {
    boolean there = true;
    try (ServerSocket _ = listen(SIX, 0, 1)) {
      // It is enough that it could be opened.
    } catch (IOException none) {
      there = false;
    }
    assumeThat(there).as("this machine has an IPv6 loopback").isTrue();
  }
}
