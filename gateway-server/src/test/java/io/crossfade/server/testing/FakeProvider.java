package io.crossfade.server.testing;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A provider on a loopback port that does what its script says and remembers what it was asked. */
public final class FakeProvider implements AutoCloseable {
  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("fake-provider", true), NioIoHandler.newFactory());
  private final List<SeenRequest> requests = Collections.synchronizedList(new ArrayList<>());
  private final Set<Channel> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final @Nullable SslContext tls;
  private final InetSocketAddress address;
  private volatile Channel listener;
  private volatile Function<SeenRequest, Answer> script;

  /** A provider that gives every request the same answer. */
  public FakeProvider(Answer answer) {
    this(_ -> answer);
  }

  /**
   * @param script chooses the answer to a request once its body is whole; runs on the provider's
   *     own thread
   */
  public FakeProvider(Function<SeenRequest, Answer> script) {
    this(script, null);
  }

  /** As above, over TLS. */
  public FakeProvider(Function<SeenRequest, Answer> script, @Nullable SslContext tls) {
    this.script = script;
    this.tls = tls;
    this.listener = listen(0);
    this.address = (InetSocketAddress) listener.localAddress();
  }

  private Channel listen(int port) {
    return new ServerBootstrap()
        .group(loop)
        .channel(NioServerSocketChannel.class)
        .childHandler(pipeline())
        .bind(InetAddress.getLoopbackAddress(), port)
        .syncUninterruptibly()
        .channel();
  }

  public InetSocketAddress address() {
    return address;
  }

  /** Scheme, host and port, without a path. */
  public String url() {
    return (tls == null ? "http" : "https") + "://127.0.0.1:" + address().getPort();
  }

  /** Answers like this from the next request on. */
  public void script(Function<SeenRequest, Answer> next) {
    script = next;
  }

  /** Gives this answer from the next request on. */
  public void script(Answer answer) {
    script = _ -> answer;
  }

  /** Every request so far, in order of arrival. */
  public List<SeenRequest> requests() {
    return List.copyOf(requests);
  }

  /** Waits for the request of that number, from 0. */
  public SeenRequest awaitRequest(int number) {
    Await.until(() -> requests.size() > number);
    return requests.get(number);
  }

  /** Connections accepted so far, closed ones included. */
  public int connections() {
    return accepted.get();
  }

  public int openConnections() {
    return open.size();
  }

  /** Closes every connection, idle ones too, as a provider does that restarts. */
  public void dropConnections() {
    open.forEach(channel -> channel.close().syncUninterruptibly());
  }

  /** Refuses connections and drops those there are, until {@link #restart}; keeps its port. */
  public void stop() {
    listener.close().syncUninterruptibly();
    dropConnections();
  }

  /** Listens again where it did before it was stopped. */
  public void restart() {
    listener = listen(address().getPort());
  }

  /** Whether connections that the system has taken are looked at; those of before go on. */
  public void accepting(boolean accepts) {
    listener.config().setAutoRead(accepts);
  }

  /**
   * The listener goes first: a loop shut down under it can leave the port accepting, unanswered.
   * Closing twice is closing once.
   */
  @Override
  public void close() {
    if (loop.isShuttingDown()) {
      return;
    }
    listener.close().syncUninterruptibly();
    dropConnections();
    loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private ChannelInitializer<Channel> pipeline() {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        open.add(channel);
        channel.closeFuture().addListener(_ -> open.remove(channel));
        if (tls != null) {
          channel.pipeline().addLast(tls.newHandler(channel.alloc()));
        }
        var connection =
            new FakeConnection(accepted.getAndIncrement(), FakeProvider.this::answerTo);
        channel.pipeline().addLast(new HttpRequestDecoder(), connection);
      }
    };
  }

  private Answer answerTo(SeenRequest request) {
    requests.add(request);
    return script.apply(request);
  }
}
