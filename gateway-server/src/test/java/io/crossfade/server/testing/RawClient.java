package io.crossfade.server.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLSocketFactory;

/**
 * A blocking HTTP/1.1 client that sends exactly the bytes it is given and shows exactly what comes
 * back. A read that gets nothing within {@link Await#LIMIT} fails the test.
 */
public final class RawClient implements AutoCloseable {
  private final Socket socket;
  private final RawReader in;

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) Await.LIMIT.toMillis());
    this.in = new RawReader(socket.getInputStream());
  }

  public static RawClient to(InetSocketAddress address) {
    return to(address, new Socket());
  }

  /** A client with a receive buffer as small as the system allows, to be slow with. */
  public static RawClient slowTo(InetSocketAddress address, int receiveBufferBytes) {
    try {
      Socket socket = new Socket();
      socket.setReceiveBufferSize(receiveBufferBytes);
      return to(address, socket);
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RawClient to(InetSocketAddress address, Socket socket) {
    try {
      socket.connect(address, (int) Await.LIMIT.toMillis());
      return new RawClient(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client over TLS that trusts what {@code factory} trusts. */
  public static RawClient to(InetSocketAddress address, SSLSocketFactory factory) {
    try {
      return new RawClient(factory.createSocket(address.getAddress(), address.getPort()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends UTF-8 bytes as they stand; line ends are the caller's. */
  public RawClient send(String text) {
    return send(text.getBytes(UTF_8));
  }

  public RawClient send(byte[] bytes) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A JSON {@code POST}; {@code fields} are whole lines such as {@code x-request-id: 7}. */
  public RawClient post(String target, String json, String... fields) {
    StringBuilder head = new StringBuilder("POST " + target + " HTTP/1.1\r\nhost: gateway\r\n");
    head.append("content-type: application/json\r\n");
    head.append("content-length: ").append(json.getBytes(UTF_8).length).append("\r\n");
    return send(end(head, fields) + json);
  }

  public RawClient get(String target, String... fields) {
    return send(end(new StringBuilder("GET " + target + " HTTP/1.1\r\nhost: gateway\r\n"), fields));
  }

  private static String end(StringBuilder head, String... fields) {
    for (String field : fields) {
      head.append(field).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  /** Reads one whole answer; informational ones are skipped. */
  public RawResponse read() {
    return in.response();
  }

  /**
   * Reads a head only; the body is then read by {@link #events}, {@link #some} or {@link #rest}.
   */
  public RawResponse readHead() {
    return in.head();
  }

  /** The body of the head just read, event by event. */
  public SseReader events() {
    return new SseReader(in);
  }

  /** Reads up to {@code most} bytes of what is there, and waits for the first; empty at the end. */
  public byte[] some(int most) {
    return in.some(most);
  }

  /** Everything up to the peer's close, as it came. */
  public String rest() {
    return new String(in.rest(), ISO_8859_1);
  }

  /** Waits for the peer to close, and fails the test if it sends another byte instead. */
  public void awaitClosed() {
    String more = rest();
    if (!more.isEmpty()) {
      throw new AssertionError("expected the connection to close, got: " + more);
    }
  }

  /** Ends the sending side only (FIN). */
  public void finish() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Breaks the connection off (RST). */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
