package io.crossfade.server.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.server.testing.RawResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Each row of the fault table as three tests: alone, with a retry, with a fallback. */
record RowTests(Table table) {

  Stream<DynamicTest> of(List<Row> rows, boolean stream) {
    String asked = stream ? " to a stream" : "";
    return rows.stream()
        .flatMap(
            row ->
                Stream.of(
                    dynamicTest(row.what() + asked, () -> alone(row, stream)),
                    dynamicTest(row.what() + asked + ", retried", () -> retried(row, stream)),
                    dynamicTest(row.what() + asked + ", rescued", () -> rescued(row, stream))));
  }

  private void alone(Row row, boolean stream) {
    Table.Seen seen = ask("alone", row, stream);
    told(row, seen.response());
    assertThat(seen.attempts()).isEqualTo(1);
  }

  private void retried(Row row, boolean stream) {
    Table.Seen seen = ask("retried", row, stream);
    told(row, seen.response());
    assertThat(seen.attempts()).isEqualTo(row.retried() ? 2 : 1);
  }

  private void rescued(Row row, boolean stream) {
    Table.Seen seen = ask("rescued", row, stream);
    assertThat(seen.attempts()).isEqualTo(1);
    if (!row.fallsBack()) {
      told(row, seen.response());
      assertThat(seen.response().header("x-crossfade-fallback")).isNull();
      return;
    }
    assertThat(seen.response().status()).isEqualTo(200);
    assertThat(seen.response().text()).isEqualTo(Table.WHOLE);
    assertThat(seen.response().header("x-crossfade-fallback")).isEqualTo("control");
    assertThat(seen.response().header("x-crossfade-provider")).isEqualTo("old");
    assertThat(seen.response().header("x-crossfade-arm")).isEqualTo("candidate");
  }

  private Table.Seen ask(String migration, Row row, boolean stream) {
    return table.ask(
        new Table.Question(migration, stream), row.answer(), row.outcome(), row.evidence());
  }

  private static void told(Row row, RawResponse response) {
    assertThat(response.status()).isEqualTo(row.status());
    assertThat(response.header("content-type")).isEqualTo("application/json");
    JsonNode error = response.json().path("error");
    assertThat(error.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("message", "type", "param", "code");
    assertThat(error.path("code").asText()).isEqualTo(row.code());
    assertThat(error.path("type").asText()).isEqualTo(row.type());
    assertThat(error.path("message").asText()).isNotEmpty().doesNotContain("127.0.0.1", "sk-abc");
    assertThat(response.header("retry-after")).isEqualTo(row.retryAfter());
  }
}
