package io.crossfade.server.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.http.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FieldMemoTest {
  private static final int TIMES = 4;

  /** What one reading of a head amounts to. */
  private record Reading(@Nullable Flaw flaw, String fields) {}

  private final List<Headers> read = new ArrayList<>();

  @Test
  void read_sameHeadAgain_isTheSameEachTime() {
    for (String head :
        List.of(
            "Content-Type:  application/json \r\nX-A:b\r\nx-odd: a\tb\r\n",
            "accept-encoding: gzip\r\nContent-Type : text/plain\r\n",
            "accept-encoding: gzip\r\n folded: line\r\n",
            " accept-encoding: gzip\r\n",
            "accept-encoding: gz\rip\r\n",
            "accept-encoding: gz\u0000ip\r\n",
            "accept-encoding gzip\r\n",
            ": nameless-field\r\n",
            "x-latin: \u00e9\u00e8\u00ff caf\u00e9\r\n")) {
      Reading first = reading(head);
      for (int time = 1; time < TIMES; time++) {
        assertThat(reading(head)).as("reading %d of %s", time, head).isEqualTo(first);
      }
    }
  }

  @Test
  void read_linesThatDifferInOneByte_areNeverTakenForEachOther() {
    long seed = 20_261_121;
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      String value = "value-of-some-length-" + random.nextInt(20);
      int place = random.nextInt(value.length());
      char other = (char) ('a' + random.nextInt(26));
      String changed = value.substring(0, place) + other + value.substring(place + 1);
      for (String sent : List.of(value, value, value, changed, changed, value)) {
        reading("x-some-name: " + sent + "\r\n");
        assertThat(read.getLast().get("x-some-name")).as("seed %d", seed).isEqualTo(sent);
      }
    }
  }

  @Test
  void read_sameLineAgain_isTheSameField() {
    for (int time = 0; time < TIMES; time++) {
      reading("X-Shared-Line:   some value \r\n");
    }
    assertThat(read.getLast().field(0)).isSameAs(read.get(TIMES - 2).field(0));
    assertThat(written(read.getLast())).isEqualTo("x-shared-line: some value\r\n\r\n");
  }

  @Test
  void read_credentialsAgain_areNotKept() {
    for (String name : List.of("Authorization", "x-api-key", "API-Key", "Cookie")) {
      for (int time = 0; time < TIMES; time++) {
        reading(name + ": Bearer sk-some-secret\r\n");
      }
      assertThat(read.getLast().field(0)).isNotSameAs(read.get(read.size() - 2).field(0));
      assertThat(read.getLast().field(0).line()).isNull();
    }
  }

  private Reading reading(String fields) {
    byte[] head = (fields + "\r\n").getBytes(ISO_8859_1);
    Headers into = new Headers();
    Flaw flaw = FieldReader.read(head, 0, head.length, into);
    read.add(into);
    return new Reading(flaw, flaw == null ? into.toString() : "");
  }

  private static String written(Headers headers) {
    ByteBuf out = Unpooled.buffer();
    HeadWriter.take().fields(headers).endInto(out);
    return out.toString(ISO_8859_1);
  }
}
