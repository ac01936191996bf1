package io.crossfade.server.fault;

import static io.crossfade.core.fault.Outcome.CLIENT_ERROR;
import static io.crossfade.core.fault.Outcome.OK;
import static io.crossfade.core.fault.Outcome.SERVER_ERROR;
import static io.crossfade.core.fault.Outcome.STREAM_BROKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.crossfade.core.fault.Evidence;
import io.crossfade.core.fault.Outcome;
import io.crossfade.server.testing.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What comes after a stream's first content, where only an error event can still tell. */
class BrokenStreamTest {
  private static final String ROLE =
      "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"}}]}";
  private static final String HALLO =
      "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hallo\"}}]}";
  private static final String STOP =
      "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";
  private static final String BEGUN = "data: " + ROLE + "\n\ndata: " + HALLO + "\n\n";

  private record Broken(
      String what, Answer answer, String passed, String code, Outcome outcome, Evidence evidence) {}

  private static Answer begun() {
    return Answer.stream().event(ROLE).event(HALLO);
  }

  private static Broken broken(String what, Answer answer) {
    return new Broken(
        what, answer, BEGUN, "provider_stream_broken", STREAM_BROKEN, Evidence.FAILURE);
  }

  private static final String OWN_ERROR =
      "{\"error\":{\"message\":\"boom"
          + " sk-abcdefgh12345\",\"type\":\"server_error\",\"param\":null,\"code\":\"x\"}}";
  private static final String CALLERS_ERROR =
      "{\"error\":{\"message\":\"too"
          + " long\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"context_length_exceeded\"}}";

  private static final String FAILED_CHOICE =
      "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"error\","
          + "\"error\":{\"code\":502,\"message\":\"it broke\"}}]}";

  private static List<Broken> rows() {
    return List.of(
        broken("a whole body without an end of the stream", begun().lastChunk()),
        broken("a close", begun().close()),
        broken("a reset", begun().reset()),
        broken("a bad chunk", begun().raw("zz\r\n")),
        broken("a cut event", begun().chunk("data: {\"choices\":[{\"ind").lastChunk()),
        broken(
            "an event over 8 MB",
            begun()
                .chunks(9, "x".repeat(1 << 20).getBytes(java.nio.charset.StandardCharsets.UTF_8))),
        new Broken(
            "an error event",
            begun().event(OWN_ERROR).lastChunk(),
            BEGUN + "data: " + OWN_ERROR.replace("sk-abcdefgh12345", "***") + "\n\n",
            "",
            STREAM_BROKEN,
            Evidence.FAILURE),
        new Broken(
            "an error event and [DONE]",
            begun().chunk("data: " + OWN_ERROR + "\n\ndata: [DONE]\n\n").lastChunk(),
            BEGUN + "data: " + OWN_ERROR.replace("sk-abcdefgh12345", "***") + "\n\n",
            "",
            STREAM_BROKEN,
            Evidence.FAILURE),
        new Broken(
            "an error in nobody's shape",
            begun().event("error", "{\"message\":\"boom\"}").event("[DONE]").lastChunk(),
            BEGUN + "event: error\ndata: {\"message\":\"boom\"}\n\n",
            "provider_stream_broken",
            STREAM_BROKEN,
            Evidence.FAILURE),
        new Broken(
            "a choice that failed",
            begun().event(FAILED_CHOICE).event("[DONE]").lastChunk(),
            BEGUN + "data: " + FAILED_CHOICE + "\n\n",
            "provider_stream_broken",
            STREAM_BROKEN,
            Evidence.FAILURE),
        new Broken(
            "an error that names the caller",
            begun().event(CALLERS_ERROR).lastChunk(),
            BEGUN + "data: " + CALLERS_ERROR + "\n\n",
            "",
            CLIENT_ERROR,
            Evidence.REJECTION),
        new Broken(
            "only [DONE] missing",
            begun().event(STOP).lastChunk(),
            BEGUN + "data: " + STOP + "\n\ndata: [DONE]\n\n",
            "",
            OK,
            Evidence.SUCCESS),
        new Broken(
            "a close behind the finish reason",
            begun().event(STOP).close(),
            BEGUN + "data: " + STOP + "\n\ndata: [DONE]\n\n",
            "",
            OK,
            Evidence.SUCCESS),
        new Broken(
            "nothing",
            begun().event(STOP).event("[DONE]").lastChunk(),
            BEGUN + "data: " + STOP + "\n\ndata: [DONE]\n\n",
            "",
            OK,
            Evidence.SUCCESS));
  }

  @TestFactory
  Stream<DynamicTest> streams_thatBreak_endInOneErrorEvent(@TempDir Path folder) {
    Table table = Table.on(folder, "/v1/chat/completions");
    return Stream.of("alone", "retried", "rescued")
        .flatMap(
            migration ->
                rows().stream()
                    .map(
                        row ->
                            dynamicTest(
                                row.what() + ", " + migration, () -> check(table, migration, row))))
        .onClose(table::close);
  }

  @Test
  void stream_choiceThatFailedBehindTheRole_isAnsweredByTheControl(@TempDir Path folder) {
    try (Table table = Table.on(folder, "/v1/chat/completions")) {
      Answer failed = Answer.sse(ROLE, FAILED_CHOICE, "[DONE]");
      Table.Question question = new Table.Question("rescued", true);
      Table.Seen seen = table.ask(question, failed, SERVER_ERROR, Evidence.FAILURE);
      assertThat(seen.response().status()).isEqualTo(200);
      assertThat(seen.response().text()).isEqualTo(Table.WHOLE);
    }
  }

  private static void check(Table table, String migration, Broken row) {
    Table.Seen seen =
        table.ask(new Table.Question(migration, true), row.answer(), row.outcome(), row.evidence());
    assertThat(seen.response().status()).isEqualTo(200);
    assertThat(seen.attempts()).isEqualTo(1);
    assertThat(seen.response().header("x-crossfade-fallback")).isNull();
    String text = seen.response().text();
    assertThat(text).startsWith(row.passed());
    told(row.code(), text.substring(row.passed().length()));
  }

  private static void told(String code, String rest) {
    if (code.isEmpty()) {
      assertThat(rest).isEmpty();
    } else {
      assertThat(rest)
          .startsWith("data: {\"error\":{\"message\":")
          .endsWith("\"type\":\"server_error\",\"param\":null,\"code\":\"" + code + "\"}}\n\n")
          .containsOnlyOnce("\n\n");
    }
  }

  @Test
  void stream_silentAfterContent_endsInATimeout(@TempDir Path folder) {
    try (Table table = Table.hurried(folder, "{idle: 300ms}")) {
      Broken row =
          new Broken("", begun(), BEGUN, "provider_timeout", STREAM_BROKEN, Evidence.FAILURE);
      check(table, "rescued", row);
    }
  }

  @Test
  void stream_thatDripsPastTheTotal_endsInATimeout(@TempDir Path folder) {
    try (Table table = Table.hurried(folder, "{total: 1s}")) {
      Answer drip = begun();
      for (int n = 0; n < 100; n++) {
        drip = drip.delay(Duration.ofMillis(100)).chunk(":\n\n");
      }
      Table.Seen seen =
          table.ask(new Table.Question("rescued", true), drip, STREAM_BROKEN, Evidence.FAILURE);
      assertThat(seen.response().text())
          .contains("\"code\":\"provider_timeout\"")
          .endsWith("}}\n\n");
    }
  }
}
