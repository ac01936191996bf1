package io.crossfade.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.frontend.testing.Echo;
import io.crossfade.server.frontend.testing.RawCaller;
import io.crossfade.server.frontend.testing.RawCaller.Answer;
import io.crossfade.server.frontend.testing.RawCases;
import io.crossfade.server.frontend.testing.RawCases.RawCase;
import io.crossfade.server.frontend.testing.TestPort;
import io.netty.util.LeakPresenceDetector;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Raw requests over a real socket, each with a second request right behind it: what is smuggled
 * past one reader shows as an answer too many, or as one to a request nobody sent.
 */
final class StrictnessTest {
  private static final String SECOND = "GET /second HTTP/1.1\r\nHost: h\r\n\r\n";
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

  static List<RawCase> cases() {
    return RawCases.all();
  }

  @Test
  void cases_all_areMany() {
    assertThat(cases()).hasSizeGreaterThan(150);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void request_raw_isReadInOneWayOrRefused(RawCase raw) throws IOException {
    try (RawCaller caller = PORT.caller()) {
      caller.sendAsFarAsTaken(raw.octets() + SECOND);
      Answer first = caller.readFinal();
      assertThat(first.status()).as("%s", first).isEqualTo(raw.status());
      assertThat(told(first)).matches(told -> raw.told().equals("*") || told.equals(raw.told()));
      assertThat(first.closes()).as("%s", first).isEqualTo(raw.closes());
      if (raw.closes()) {
        assertThat(caller.closed()).isTrue();
      } else {
        assertThat(caller.read().body()).isEqualTo("[GET /second ]");
      }
    }
  }

  private static String told(Answer answer) {
    String body = answer.body();
    return answer.status() == 200 ? body : body.substring(9, body.length() - 2);
  }
}
