package io.crossfade.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.metrics.window.ArmSums;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.RawClient;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A caller who goes away costs no more tokens, and is nobody's failure. */
class CallerGoneTest {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final String CONTENT =
      "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}";

  private Table table;
  private String id;
  private RawClient caller;

  @BeforeEach
  void start(@TempDir Path folder) {
    table = Table.on(folder, "/v1/chat/completions");
    id = table.plant.nextId();
    caller = table.plant.caller();
  }

  @AfterEach
  void stop() {
    caller.close();
    table.close();
  }

  @Test
  void wholeAnswer_callerGoesBeforeIt_isCancelled() {
    ask("rescued", false, Answer.hang());
    goes();
    wasCancelled();
  }

  @Test
  void stream_callerGoesBeforeTheCommit_isCancelled() {
    ask("rescued", true, Answer.stream().chunk(": wait\n\n"));
    goes();
    wasCancelled();
  }

  @Test
  void stream_callerGoesAfterTheCommit_isCancelled() {
    ask("rescued", true, Answer.stream().event(CONTENT));
    assertThat(caller.readHead().status()).isEqualTo(200);
    assertThat(caller.events().next()).isEqualTo("data: " + CONTENT);
    goes();
    wasCancelled();
  }

  @Test
  void stream_callerBreaksOff_isCancelled() {
    ask("alone", true, Answer.stream().event(CONTENT));
    caller.readHead();
    caller.reset();
    Await.until(table.next.requests().getFirst()::isAbandoned, SOON);
    wasCancelled();
  }

  /** The first attempt's failure was earned before the caller went; the retry is never made. */
  @Test
  void retry_callerGoesInThePauseBeforeIt_isNotMade() {
    ask("retried", false, Answer.whole(503, "text/plain", new byte[0], "retry-after: 2"));
    table.next.requests().getFirst().awaitAnswered();
    caller.close();
    JsonNode line = table.plant.logged(id);
    assertThat(line.path("outcome").asText()).isEqualTo("unavailable");
    assertThat(line.path("attempts").asInt()).isEqualTo(1);
    assertThat(table.next.requests()).hasSize(1);
  }

  private void ask(String migration, boolean stream, Answer answer) {
    table.next.script(answer);
    caller.post(
        "/v1/chat/completions",
        new Table.Question(migration, stream).body(),
        "x-request-id: " + id);
    table.next.awaitRequest(0);
  }

  private void goes() {
    caller.close();
    Await.until(table.next.requests().getFirst()::isAbandoned, SOON);
  }

  private void wasCancelled() {
    JsonNode line = table.plant.logged(id);
    assertThat(line.path("outcome").asText()).isEqualTo("cancelled");
    assertThat(line.path("attempts").asInt()).isEqualTo(1);
    String migration = line.path("migration").asText();
    Await.until(() -> table.plant.candidate(migration).ended() == 1);
    ArmSums sums = table.plant.candidate(migration);
    assertThat(sums.units()).isZero();
    assertThat(sums.rejections()).isZero();
    assertThat(table.old.requests()).isEmpty();
  }
}
