package io.crossfade.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.upstream.ScriptedServer.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A provider that closes kept connections as it likes, with many requests under way. */
final class StaleUnderLoadTest {
  private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
  private static final int AT_ONCE = 20;
  private static final int ROUNDS = 50;
  private static final long SEED = 11;

  private final AtomicInteger unread = new AtomicInteger();

  @Test
  void send_providerClosesAtWill_nobodyNotices() throws IOException {
    try (var server = new ScriptedServer(this::answerAFew);
        var bench = new Bench(server.http())) {
      List<String> whole = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        List<Reply> replies = new ArrayList<>();
        for (int n = 0; n < AT_ONCE; n++) {
          replies.add(bench.post("request " + n));
        }
        replies.forEach(reply -> whole.add(reply.whole()));
      }
      assertThat(whole).hasSize(ROUNDS * AT_ONCE).containsOnly("200 ok");
      assertThat(unread.get()).as("requests that met a closing connection").isPositive();
      assertThat(bench.upstream.inFlight()).isZero();
    }
  }

  /** After a few answers it closes in good order, by a reset, or only after the next request. */
  private void answerAFew(Wire wire) throws IOException {
    Random random = new Random(SEED + wire.number());
    int answers = 1 + random.nextInt(4);
    for (int n = 0; n < answers; n++) {
      if (wire.request().isEmpty()) {
        return;
      }
      wire.send(OK);
    }
    int end = random.nextInt(3);
    if (end == 0) {
      wire.reset();
    } else if (end == 1 && !wire.request().isEmpty()) {
      unread.incrementAndGet();
    }
  }
}
