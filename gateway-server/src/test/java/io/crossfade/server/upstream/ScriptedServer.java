package io.crossfade.server.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLException;

/** A provider that speaks bytes: every connection runs the same script, on a thread of its own. */
final class ScriptedServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Script script;
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private final AtomicInteger connections = new AtomicInteger();

  /** What happens on one connection; it is closed when the script ends. */
  interface Script {
    void serve(Wire wire) throws IOException;
  }

  ScriptedServer(Script script) throws IOException {
    this(ServerSocketFactory.getDefault(), script);
  }

  ScriptedServer(ServerSocketFactory sockets, Script script) throws IOException {
    this.script = script;
    listener = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  URI http() {
    return URI.create("http://127.0.0.1:" + port());
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        open.add(socket);
        int number = connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket, number));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      script.serve(new Wire(socket, number));
    } catch (SocketException | SSLException gone) {
      // The other side, or the test, closed first.
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * One accepted connection.
   *
   * @param number 1 for the first one accepted
   */
  record Wire(Socket socket, int number) {

    /** Request line and fields of the next request, or empty when the other side has closed. */
    String head() throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      InputStream in = socket.getInputStream();
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        head.write(octet);
        if (head.size() > 3 && head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
          return head.toString(ISO_8859_1);
        }
      }
      return "";
    }

    /** Head and body of the next request with a Content-Length, or empty at the end. */
    String request() throws IOException {
      String head = head();
      int at = head.indexOf("content-length: ");
      if (at < 0) {
        return head;
      }
      int length = Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
      return head + new String(socket.getInputStream().readNBytes(length), ISO_8859_1);
    }

    void send(String bytes) throws IOException {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
    }

    /** Waits until the other side has closed. */
    void awaitClose() throws IOException {
      long _ = socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    /** Closes with a reset instead of an orderly end. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }
}
