package io.crossfade.server.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that come compressed, though we asked for none. */
class CompressedAnswerTest {
  private static final String STREAM =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
          + "na ".repeat(100_000)
          + "\"}}]}\n\n"
          + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
          + "data: [DONE]\n\n";

  private Table table;

  @BeforeEach
  void start(@TempDir Path folder) {
    table = Table.on(folder, "/v1/chat/completions");
  }

  @AfterEach
  void stop() {
    table.close();
  }

  @Test
  void wholeAnswer_compressed_isSentPlain() {
    RawResponse answer = answered(whole(200, Gzip.of(Table.WHOLE.getBytes(UTF_8))), false);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo(Table.WHOLE);
    assertThat(answer.header("content-encoding")).isNull();
  }

  @Test
  void errorAnswer_compressed_isSentPlain() {
    String error = "{\"error\":{\"message\":\"no\",\"type\":\"x\",\"param\":null,\"code\":\"y\"}}";
    RawResponse answer = answered(whole(400, Gzip.of(error.getBytes(UTF_8))), false);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).isEqualTo(error);
  }

  @Test
  void stream_compressedInSmallPieces_isSentPlain() {
    byte[] bytes = Gzip.of(STREAM.getBytes(UTF_8));
    Answer answer = Answer.stream("content-encoding: gzip");
    for (int at = 0; at < bytes.length; at += 97) {
      answer = answer.chunk(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 97)));
    }
    assertThat(answered(answer.lastChunk(), true).text()).isEqualTo(STREAM);
  }

  @Test
  void wholeAnswer_thatGrowsPast32MB_isRefused() {
    byte[] zeros = new byte[33 << 20];
    Arrays.fill(zeros, (byte) ' ');
    RawResponse answer = answered(whole(200, Gzip.of(zeros)), false);
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.text()).contains("bad_provider_response", "32 MB");
  }

  @Test
  void wholeAnswer_damagedOrUnknown_isRefused() {
    assertThat(answered(whole(200, new byte[] {31, -117, 1, 2, 3}), false).text())
        .contains("bad_provider_response");
    byte[] cut = Arrays.copyOf(Gzip.of(Table.WHOLE.getBytes(UTF_8)), 20);
    assertThat(answered(whole(200, cut), false).text()).contains("bad_provider_response");
    Answer brotli =
        Answer.whole(200, "application/json", new byte[] {1, 2}, "content-encoding: br");
    assertThat(answered(brotli, false).text()).contains("bad_provider_response", "compressed");
  }

  private static Answer whole(int status, byte[] body) {
    return Answer.whole(status, "application/json", body, "content-encoding: gzip");
  }

  private RawResponse answered(Answer answer, boolean stream) {
    table.next.script(answer);
    try (RawClient caller = table.plant.caller()) {
      return caller.post("/v1/chat/completions", new Table.Question("alone", stream).body()).read();
    }
  }
}
