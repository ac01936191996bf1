package io.crossfade.server.upstream.connect;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.util.Map;

/**
 * Opens connections, on whatever event loop asks. One for the whole process: it remembers addresses
 * and TLS sessions.
 */
public final class Dialer {
  private final Addresses addresses;
  private final Proxies proxies;
  private final SslContext tls;

  private Dialer(Addresses addresses, Proxies proxies, SslContext tls) {
    this.addresses = addresses;
    this.proxies = proxies;
    this.tls = tls;
  }

  /**
   * A dialer for one process.
   *
   * @param environment of which the proxy variables and {@code SSL_CERT_FILE} are read
   * @throws IllegalStateException when the authorities it names cannot be read
   */
  public static Dialer of(Map<String, String> environment) {
    return new Dialer(
        Addresses.ofSystem(), Proxies.from(environment), ClientTls.context(environment));
  }

  /** Where a base URL leads from here. */
  public Destination destination(URI baseUrl) {
    return Destination.of(baseUrl, proxies);
  }

  /**
   * Starts to open a connection. The outcome comes on the loop, never before this returns for names
   * that have to be looked up, possibly before for others.
   *
   * @param withinMillis limit over lookup, connect, tunnel and TLS handshake together
   * @return runs to give up: the connection is closed, and the outcome hears nothing more
   */
  public Runnable dial(Destination to, EventLoop loop, long withinMillis, Outcome outcome) {
    Dial dial = new Dial(to, loop, tls, outcome);
    dial.start(addresses.of(dial.nextHop()), withinMillis);
    return dial::giveUp;
  }

  /** Hears one of the two, once. */
  public interface Outcome {

    /** Ready for requests; reads only when told to, and is not closed by a failed write. */
    void opened(Channel channel);

    /** None; {@link ConnectFaults} tells the story. */
    void failed(Throwable cause);
  }
}
