package io.crossfade.server.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.config.Secret;
import io.crossfade.core.http.Headers;
import io.crossfade.core.http.HeldBody;
import io.crossfade.core.http.RequestBody;
import io.crossfade.server.upstream.connect.Dialer;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.util.LeakPresenceDetector;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** One event loop and one upstream on it, over real sockets; closing it looks for lost buffers. */
final class Bench implements AutoCloseable {
  static final long LONG_MILLIS = 60_000;
  static final long SHORT_MILLIS = 150;

  final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, transport());
  final EventLoop loop = group.next();
  final HttpUpstream upstream;
  private final Dialer dialer;
  private Runnable peer = () -> {};
  private long firstByteMillis = LONG_MILLIS;
  private long idleMillis = LONG_MILLIS;

  Bench(ProviderConfig provider, Map<String, String> environment) {
    LeakPresenceDetector.check();
    dialer = Dialer.of(environment);
    upstream = new HttpUpstream(provider, List.of(loop), dialer);
  }

  Bench(URI baseUrl) {
    this(provider(baseUrl, LONG_MILLIS, 512), Map.of());
  }

  static ProviderConfig provider(URI baseUrl, long connectMillis, int concurrent) {
    return provider(baseUrl, connectMillis, new ProviderConfig.Limits(concurrent, 0, LONG_MILLIS));
  }

  static ProviderConfig provider(URI baseUrl, long connectMillis, ProviderConfig.Limits limits) {
    var timeouts =
        new ProviderConfig.Timeouts(
            connectMillis, LONG_MILLIS, LONG_MILLIS, LONG_MILLIS, LONG_MILLIS);
    return new ProviderConfig(
        "next",
        ProviderType.OPENAI_COMPATIBLE,
        baseUrl,
        new Secret.Absent(),
        List.of(),
        timeouts,
        ProviderConfig.Retries.DEFAULT,
        limits,
        ProviderConfig.CircuitLimits.DEFAULT,
        ProviderConfig.Http2.AUTO,
        false,
        null,
        null,
        null,
        null);
  }

  static ProviderConfig speaking(ProviderConfig provider, ProviderConfig.Http2 http2) {
    return new ProviderConfig(
        provider.name(),
        provider.type(),
        provider.baseUrl(),
        provider.apiKey(),
        provider.forwardHeaders(),
        provider.timeouts(),
        provider.retries(),
        provider.limits(),
        provider.circuit(),
        http2,
        provider.asksUsage(),
        provider.organization(),
        provider.project(),
        provider.place(),
        provider.deployments());
  }

  /** What holds buffers of its own in this process, and so ends before lost ones are looked for. */
  Bench against(Runnable closesPeer) {
    peer = closesPeer;
    return this;
  }

  Bench firstByte(long millis) {
    firstByteMillis = millis;
    return this;
  }

  Bench idle(long millis) {
    idleMillis = millis;
    return this;
  }

  /** Posts a short held body and reads the answer as it comes. */
  Reply post(String body) {
    return send("POST", held(body), new Reply(true));
  }

  Reply get() {
    return send("GET", held(""), new Reply(true));
  }

  Reply send(String method, RequestBody body, Reply reply) {
    return onLoop(() -> sendNow(method, body, reply));
  }

  /** The same, on the loop already. */
  Reply sendNow(String method, RequestBody body, Reply reply) {
    Headers headers = Headers.of("accept", "*/*");
    reply.of(
        upstream.send(
            new UpstreamRequest(
                0, method, "/v1/chat?x=1", headers, body, firstByteMillis, idleMillis),
            reply));
    return reply;
  }

  static HeldBody held(String body) {
    return new HeldBody(Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes(body))));
  }

  static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  /** Runs something on the event loop, waits for it, and hands on what it says. */
  <T> T onLoop(Callable<T> task) {
    return loop.submit(task).syncUninterruptibly().getNow();
  }

  @Override
  public void close() {
    upstream.retire();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    peer.run();
    dialer.close();
    LeakPresenceDetector.check();
  }

  /** The transport under test: NIO unless {@code crossfade.transport} says otherwise. */
  private static IoHandlerFactory transport() {
    return switch (System.getProperty("crossfade.transport", "nio")) {
      case "epoll" -> EpollIoHandler.newFactory();
      case "io_uring" -> IoUringIoHandler.newFactory();
      default -> NioIoHandler.newFactory();
    };
  }
}
