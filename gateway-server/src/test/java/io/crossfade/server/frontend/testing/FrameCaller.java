package io.crossfade.server.frontend.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A caller who sends HTTP/2 frames exactly as he is told to, well-formed or not. */
public final class FrameCaller implements AutoCloseable {
  public static final int DATA = 0;
  public static final int HEADERS = 1;
  public static final int PRIORITY = 2;
  public static final int RST_STREAM = 3;
  public static final int SETTINGS = 4;
  public static final int PUSH_PROMISE = 5;
  public static final int PING = 6;
  public static final int GOAWAY = 7;
  public static final int WINDOW_UPDATE = 8;
  public static final int CONTINUATION = 9;

  public static final int END_STREAM = 1;
  public static final int ACK = 1;
  public static final int END_HEADERS = 4;

  private static final int LONGEST_WAIT_MILLIS = 10_000;

  private final Socket socket;
  private final DataInputStream in;
  private final DefaultHttp2HeadersDecoder fields = new DefaultHttp2HeadersDecoder(false);
  private final Map<Integer, Answer> answers = new TreeMap<>();

  /** One frame as it came. */
  public record Frame(int type, int flags, int stream, ByteBuffer payload) {
    public boolean is(int kind, int flag) {
      return type == kind && (flags & flag) != 0;
    }

    public int number(int at) {
      return payload.getInt(at);
    }

    /** The number a reset, a GOAWAY's last stream or a window update begins with. */
    public int number() {
      return number(0);
    }
  }

  /** What came on one stream so far. */
  public static final class Answer {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable Http2Headers head;
    private @Nullable Integer reset;
    private boolean ended;

    public int status() {
      return Integer.parseInt(field(":status"));
    }

    public String field(String name) {
      return head == null ? "" : String.valueOf(head.get(name));
    }

    public String body() {
      return body.toString(ISO_8859_1);
    }

    public boolean ended() {
      return ended;
    }

    /** The code of its reset, or -1. */
    public int reset() {
      return reset == null ? -1 : reset;
    }
  }

  /** Connects and sends the preface with these settings: pairs of identifier and value. */
  public FrameCaller(InetSocketAddress address, int... settings) throws IOException {
    this(new Socket(address.getAddress(), address.getPort()), settings);
  }

  public FrameCaller(Socket connected, int... settings) throws IOException {
    socket = connected;
    socket.setSoTimeout(LONGEST_WAIT_MILLIS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream(), 1 << 16));
    octets("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
    ByteBuffer payload = ByteBuffer.allocate(settings.length * 3);
    for (int at = 0; at < settings.length; at += 2) {
      payload.putShort((short) settings[at]).putInt(settings[at + 1]);
    }
    frame(SETTINGS, 0, 0, payload.array());
  }

  public Socket socket() {
    return socket;
  }

  public void octets(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  public FrameCaller frame(int type, int flags, int stream, byte... payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.putInt((payload.length << 8) | type).put((byte) flags).putInt(stream).put(payload);
    octets(frame.array());
    return this;
  }

  public FrameCaller number(int type, int stream, int number) throws IOException {
    return frame(type, 0, stream, ByteBuffer.allocate(4).putInt(number).array());
  }

  /** A whole field section in one frame. */
  public FrameCaller headers(int stream, boolean end, String... namesAndValues) throws IOException {
    return frame(HEADERS, END_HEADERS | (end ? END_STREAM : 0), stream, block(namesAndValues));
  }

  /** A well-formed request without a body. */
  public FrameCaller get(int stream, String path) throws IOException {
    return headers(stream, true, request("GET", path));
  }

  /** A well-formed request whose body is still to come. */
  public FrameCaller post(int stream, String path, String... more) throws IOException {
    return headers(stream, false, joined(request("POST", path), more));
  }

  public FrameCaller data(int stream, boolean end, String text) throws IOException {
    return frame(DATA, end ? END_STREAM : 0, stream, text.getBytes(ISO_8859_1));
  }

  public static String[] request(String method, String path) {
    return new String[] {
      ":method", method, ":scheme", "http", ":authority", "h", ":path", path,
    };
  }

  public static String[] joined(String[] first, String... more) {
    String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  /** Fields as literals without indexing, one byte for each character. */
  public static byte[] block(String... namesAndValues) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int at = 0; at < namesAndValues.length; at++) {
      if (at % 2 == 0) {
        block.write(0);
      }
      byte[] text = namesAndValues[at].getBytes(ISO_8859_1);
      int rest = text.length - 127;
      block.write(Math.min(text.length, 127));
      if (rest >= 0) {
        for (; rest > 127; rest >>>= 7) {
          block.write((rest & 127) | 128);
        }
        block.write(rest);
      }
      block.writeBytes(text);
    }
    return block.toByteArray();
  }

  /** The next frame, or null when the server has closed. */
  public @Nullable Frame next() throws IOException {
    try {
      int lengthAndType = in.readInt();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      Frame frame =
          new Frame(
              lengthAndType & 255,
              flags,
              stream,
              ByteBuffer.wrap(in.readNBytes(lengthAndType >>> 8)));
      note(frame);
      return frame;
    } catch (EOFException | SocketException _) {
      return null;
    }
  }

  /** The next frame of a type. */
  public Frame next(int type) throws IOException {
    for (Frame frame = next(); frame != null; frame = next()) {
      if (frame.type() == type) {
        return frame;
      }
    }
    throw new IOException("closed before a frame of type " + type);
  }

  /** Reads until that stream has ended or was reset. */
  public Answer answer(int stream) throws IOException {
    Answer answer = soFar(stream);
    while (!answer.ended && answer.reset == null) {
      if (next() == null) {
        throw new IOException("closed before the answer on stream " + stream + " had ended");
      }
    }
    return answer;
  }

  /** What was read of that stream's answer. */
  public Answer soFar(int stream) {
    return answers.computeIfAbsent(stream, _ -> new Answer());
  }

  /** Reads until the server closes; the code of its last GOAWAY, or -1. */
  public int closeCode() throws IOException {
    int code = -1;
    for (Frame frame = next(); frame != null; frame = next()) {
      if (frame.type() == GOAWAY) {
        code = frame.number(4);
      }
    }
    return code;
  }

  /** Proves that the connection lives: all that was sent before was dealt with. */
  public void ping() throws IOException {
    frame(PING, 0, 0, new byte[8]);
    while (!next(PING).is(PING, ACK)) {
      // An older one.
    }
  }

  private void note(Frame frame) throws IOException {
    Answer answer = soFar(frame.stream());
    switch (frame.type()) {
      case HEADERS -> answer.head = decoded(frame);
      case DATA -> answer.body.writeBytes(frame.payload().array());
      case RST_STREAM -> answer.reset = frame.number();
      case SETTINGS -> acknowledge(frame);
      default -> {}
    }
    answer.ended |= frame.type() <= HEADERS && (frame.flags() & END_STREAM) != 0;
  }

  private Http2Headers decoded(Frame frame) throws IOException {
    try {
      return fields.decodeHeaders(frame.stream(), Unpooled.wrappedBuffer(frame.payload()));
    } catch (Http2Exception damaged) {
      throw new IOException(damaged);
    }
  }

  private void acknowledge(Frame frame) throws IOException {
    if ((frame.flags() & ACK) == 0) {
      try {
        frame(SETTINGS, ACK, 0);
      } catch (SocketException _) {
        // A server that closes wants none.
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
