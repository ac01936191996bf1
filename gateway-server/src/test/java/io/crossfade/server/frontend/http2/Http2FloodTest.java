package io.crossfade.server.frontend.http2;

import static io.crossfade.server.frontend.testing.FrameCaller.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.frontend.testing.Echo;
import io.crossfade.server.frontend.testing.FrameCaller;
import io.crossfade.server.frontend.testing.TestPort;
import io.crossfade.server.testing.Await;
import io.netty.util.LeakPresenceDetector;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Frames that are cheap to send and dear to take end the connection of who floods with them. */
final class Http2FloodTest {
  private static final int PROTOCOL_ERROR = 1;
  private static final int FLOW_CONTROL_ERROR = 3;
  private static final int STREAM_CLOSED = 5;
  private static final int FRAME_SIZE_ERROR = 6;
  private static final int ENHANCE_YOUR_CALM = 11;
  private static final TestPort PORT = new TestPort(new Echo());

  @BeforeAll
  static void forgetOtherTests() {
    LeakPresenceDetector.check();
  }

  @AfterAll
  static void everyBufferIsReleased() {
    PORT.close();
    LeakPresenceDetector.check();
  }

  private interface Sending {
    void by(FrameCaller caller) throws IOException;
  }

  /** The code of the GOAWAY that answers such frames. */
  private static int closeCode(Sending sending) throws IOException {
    try (FrameCaller caller = new FrameCaller(PORT.listener().address())) {
      caller.ping();
      sendAsFarAsTaken(sending, caller);
      return caller.closeCode();
    }
  }

  private static void sendAsFarAsTaken(Sending sending, FrameCaller caller) throws IOException {
    try {
      sending.by(caller);
    } catch (SocketException _) {
      // The server has had enough.
    }
  }

  @Test
  void resets_manyAtOnce_endTheConnection() throws IOException {
    Sending flood =
        caller -> {
          for (int id = 1; id < 2_400; id += 2) {
            caller.post(id, "/").number(FrameCaller.RST_STREAM, id, 8);
          }
        };
    assertThat(closeCode(flood)).isEqualTo(ENHANCE_YOUR_CALM);
  }

  @Test
  void resets_provoked_endTheConnection() throws IOException {
    Sending flood =
        caller -> {
          for (int id = 1; id < 2_400; id += 2) {
            caller.headers(id, true, request("", "/"));
          }
        };
    assertThat(closeCode(flood)).isEqualTo(ENHANCE_YOUR_CALM);
  }

  @Test
  void resets_ofAnOrdinaryCaller_areTaken() throws IOException {
    try (FrameCaller caller = new FrameCaller(PORT.listener().address())) {
      for (int id = 1; id < 1_000; id += 2) {
        caller.post(id, "/").number(FrameCaller.RST_STREAM, id, 8);
      }
      assertThat(caller.get(1_001, "/").answer(1_001).body()).isEqualTo("[GET / ]");
    }
  }

  /** Against acknowledgements that pile up for a caller who never reads them. */
  @Test
  void pings_neverReadBack_endTheConnection() throws IOException {
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4_096);
      socket.connect(PORT.listener().address());
      FrameCaller caller = new FrameCaller(socket);
      byte[] pings = new byte[17 * 1_000];
      for (int at = 0; at < pings.length; at += 17) {
        pings[at + 2] = 8;
        pings[at + 3] = FrameCaller.PING;
      }
      Sending flood =
          _ -> {
            for (int thousands = 0; thousands < 2_000; thousands++) {
              caller.octets(pings);
            }
            throw new AssertionError("two million pings were taken");
          };
      sendAsFarAsTaken(flood, caller);
      caller.close();
      Await.until(() -> PORT.listener().openConnections() == 0);
    }
  }

  @Test
  void dataFrames_empty_endTheConnection() throws IOException {
    Sending flood =
        caller -> {
          caller.post(1, "/");
          for (int n = 0; n < 10; n++) {
            caller.data(1, false, "");
          }
        };
    assertThat(closeCode(flood)).isEqualTo(ENHANCE_YOUR_CALM);
  }

  @Test
  void continuations_withoutEnd_endTheConnection() throws IOException {
    Sending flood =
        caller -> {
          caller.frame(FrameCaller.HEADERS, 0, 1, FrameCaller.block(request("GET", "/")));
          for (int n = 0; n < 100; n++) {
            caller.frame(FrameCaller.CONTINUATION, 0, 1);
          }
        };
    assertThat(closeCode(flood)).isEqualTo(ENHANCE_YOUR_CALM);
  }

  @Test
  void fields_thatUnpackIntoTooMuch_areBounded() throws IOException {
    byte[] large = FrameCaller.block("x", "y".repeat(4_000));
    large[0] = 0x40; // kept in the table, then named again and again by one byte
    Sending bomb =
        caller -> {
          caller.frame(FrameCaller.HEADERS, 0, 1, large);
          byte[] again = new byte[16_000];
          java.util.Arrays.fill(again, (byte) 0xbe);
          caller.frame(FrameCaller.CONTINUATION, FrameCaller.END_HEADERS, 1, again);
          assertThat(caller.answer(1).status()).isEqualTo(431);
          throw new SocketException("the answer was as it should be");
        };
    try (FrameCaller caller = new FrameCaller(PORT.listener().address())) {
      sendAsFarAsTaken(bomb, caller);
      caller.ping();
    }
  }

  @Test
  void settings_missingAtFirst_endTheConnection() throws IOException {
    try (var caller = PORT.caller()) {
      caller.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\10\6\0\0\0\0\0" + "\0".repeat(8));
      assertThat(caller.socket().getInputStream().readAllBytes()).isNotEmpty();
    }
  }

  @Test
  void pushPromise_fromACaller_endsTheConnection() throws IOException {
    Sending push =
        caller ->
            caller.frame(FrameCaller.PUSH_PROMISE, FrameCaller.END_HEADERS, 1, (byte) 0, (byte) 0);
    assertThat(closeCode(push)).isIn(PROTOCOL_ERROR, FRAME_SIZE_ERROR);
  }

  @Test
  void frame_tooLarge_endsTheConnection() throws IOException {
    Sending large =
        caller -> caller.post(1, "/").frame(FrameCaller.DATA, 0, 1, new byte[16 * 1024 + 1]);
    assertThat(closeCode(large)).isEqualTo(FRAME_SIZE_ERROR);
  }

  @Test
  void data_beyondTheWindow_isReset() throws IOException {
    Sending beyond =
        caller -> {
          caller.post(1, "/");
          caller.number(FrameCaller.WINDOW_UPDATE, 1, 0x7fffffff);
        };
    try (FrameCaller caller = new FrameCaller(PORT.listener().address())) {
      beyond.by(caller);
      assertThat(caller.answer(1).reset()).isEqualTo(FLOW_CONTROL_ERROR);
      caller.ping();
    }
  }

  @Test
  void streamId_even_endsTheConnection() throws IOException {
    assertThat(closeCode(caller -> caller.get(2, "/"))).isEqualTo(PROTOCOL_ERROR);
  }

  @Test
  void streamId_goingBack_isNotServed() throws IOException {
    try (FrameCaller caller = new FrameCaller(PORT.listener().address())) {
      assertThat(caller.get(5, "/").get(3, "/").answer(3).reset()).isEqualTo(STREAM_CLOSED);
    }
  }
}
