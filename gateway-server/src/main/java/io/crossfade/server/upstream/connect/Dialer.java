package io.crossfade.server.upstream.connect;

import io.crossfade.core.config.ProviderConfig.Http2;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections, on whatever event loop asks. One for the whole process: it remembers addresses
 * and TLS sessions.
 */
public final class Dialer implements AutoCloseable {
  private final Addresses addresses;
  private final Proxies proxies;
  private final Map<String, String> environment;
  private volatile @Nullable SslContext tls;
  private volatile @Nullable SslContext tlsWithHttp2;

  Dialer(Addresses addresses, Proxies proxies, Map<String, String> environment) {
    this.addresses = addresses;
    this.proxies = proxies;
    this.environment = environment;
  }

  /**
   * A dialer for one process.
   *
   * @param environment of which the proxy variables and {@code SSL_CERT_FILE} are read
   */
  public static Dialer of(Map<String, String> environment) {
    return new Dialer(Addresses.ofSystem(), Proxies.from(environment), Map.copyOf(environment));
  }

  /**
   * Where a base URL leads from here. The first secure one sets up TLS, which takes a moment; to be
   * called while a configuration is built, not on an event loop.
   *
   * @throws IllegalArgumentException when the proxy variable that applies cannot be read
   * @throws IllegalStateException when the authorities of {@code SSL_CERT_FILE} cannot be read
   */
  public synchronized Destination destination(URI baseUrl, Http2 http2) {
    Destination to = Destination.of(baseUrl, proxies, http2);
    if (to.secure() && to.mayChooseHttp2() && tlsWithHttp2 == null) {
      tlsWithHttp2 = ClientTls.context(environment, true);
    } else if (to.secure() && !to.mayChooseHttp2() && tls == null) {
      tls = ClientTls.context(environment, false);
    }
    return to;
  }

  /**
   * Starts to open a connection. The outcome comes on the loop, never before this returns for names
   * that have to be looked up, possibly before for others.
   *
   * @param withinMillis limit over lookup, connect, tunnel and TLS handshake together
   * @return runs to give up: the connection is closed, and the outcome hears nothing more
   */
  public Runnable dial(Destination to, EventLoop loop, long withinMillis, Outcome outcome) {
    Dial dial = new Dial(to, loop, to.mayChooseHttp2() ? tlsWithHttp2 : tls, outcome);
    dial.start(addresses.of(dial.nextHop()), withinMillis);
    return dial::giveUp;
  }

  /** Forgets the TLS sessions; open connections go on. */
  @Override
  public synchronized void close() {
    ReferenceCountUtil.release(tls);
    ReferenceCountUtil.release(tlsWithHttp2);
  }

  /** Hears one of the two, once. */
  public interface Outcome {

    /** Ready for requests; reads only when told to, and is not closed by a failed write. */
    void opened(Channel channel);

    /** None; {@link ConnectFaults} tells the story. */
    void failed(Throwable cause);
  }
}
