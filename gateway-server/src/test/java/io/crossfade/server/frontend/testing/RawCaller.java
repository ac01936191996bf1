package io.crossfade.server.frontend.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A caller who sends bytes exactly as he is told to, and reads answers by their framing. */
public final class RawCaller implements AutoCloseable {
  private static final int LONGEST_WAIT_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;

  /**
   * One answer.
   *
   * @param status three digits
   * @param head status line and fields, lines joined by LF
   * @param body without chunked coding
   */
  public record Answer(int status, String head, String body) {
    public boolean closes() {
      return head.contains("\nconnection: close");
    }
  }

  public RawCaller(InetSocketAddress address) throws IOException {
    socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(LONGEST_WAIT_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  public Socket socket() {
    return socket;
  }

  public void send(String octets) throws IOException {
    socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
  }

  /** Sends what it can; a server that refuses early may close while bytes are still on the way. */
  public void sendAsFarAsTaken(String octets) {
    try {
      send(octets);
    } catch (IOException _) {
      // The answer, or its absence, tells what the test wants to know.
    }
  }

  /** Reads one answer to a request other than HEAD. */
  public Answer read() throws IOException {
    return read(true);
  }

  public Answer read(boolean withBody) throws IOException {
    StringBuilder head = new StringBuilder();
    for (String line = line(); !line.isEmpty(); line = line()) {
      head.append(line).append('\n');
    }
    String lines = head.toString();
    int status = Integer.parseInt(lines.substring(9, 12));
    return new Answer(status, lines, withBody && status >= 200 ? body(lines) : "");
  }

  /** Whether the server has closed, and sends nothing before that. */
  public boolean closed() throws IOException {
    try {
      return in.read() < 0;
    } catch (java.net.SocketException _) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String body(String head) throws IOException {
    if (head.contains("\ntransfer-encoding: chunked\n")) {
      return chunks();
    }
    int at = head.indexOf("\ncontent-length: ");
    if (at < 0) {
      return new String(in.readAllBytes(), ISO_8859_1);
    }
    return bytes(Integer.parseInt(head.substring(at + 17, head.indexOf('\n', at + 1))));
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
      body.append(bytes(size));
      expectEmpty(line());
    }
    expectEmpty(line());
    return body.toString();
  }

  private static void expectEmpty(String line) throws IOException {
    if (!line.isEmpty()) {
      throw new IOException("expected an empty line, not '%s'".formatted(line));
    }
  }

  private String bytes(int count) throws IOException {
    byte[] octets = in.readNBytes(count);
    if (octets.length < count) {
      throw new IOException("%d of %d bytes came".formatted(octets.length, count));
    }
    return new String(octets, ISO_8859_1);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new IOException("closed after '%s'".formatted(line.toString(ISO_8859_1)));
      }
      line.write(octet);
    }
    String text = line.toString(ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
