package io.crossfade.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.frontend.testing.Echo;
import io.crossfade.server.frontend.testing.RawCaller;
import io.crossfade.server.frontend.testing.RawCaller.Answer;
import io.crossfade.server.frontend.testing.TestPort;
import io.crossfade.server.loop.Transport;
import io.netty.util.LeakPresenceDetector;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One connection over a real socket, on every transport this machine offers. */
final class ClientConnectionTest {
  @BeforeEach
  void forgetOtherTests() {
    LeakPresenceDetector.check();
  }

  @AfterEach
  void everyBufferIsReleased() {
    LeakPresenceDetector.check();
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void request_keptAlive_isFollowedByTheNext(Transport transport) throws IOException {
    Assumptions.assumeTrue(transport.available(), "this machine does not offer " + transport);
    try (var port = new TestPort(transport, new Echo(), settings -> settings);
        RawCaller caller = port.caller()) {
      for (int n = 0; n < 3; n++) {
        caller.send(
            "POST /v1/x?a=%d HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc".formatted(n));
        Answer answer = caller.read();
        assertThat(answer.body()).isEqualTo("[POST /v1/x?a=%d abc]", n);
        assertThat(answer.head())
            .startsWith("HTTP/1.1 200 OK\ncontent-type: text/plain\ndate: ")
            .doesNotContain("connection:");
      }
    }
  }

  @Test
  void requests_pipelined_areAnsweredInOrder() throws IOException {
    try (var port = new TestPort(new Echo());
        RawCaller caller = port.caller()) {
      caller.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n".repeat(500));
      for (int n = 0; n < 500; n++) {
        assertThat(caller.read().body()).isEqualTo("[GET /1 ]");
      }
    }
  }
}
