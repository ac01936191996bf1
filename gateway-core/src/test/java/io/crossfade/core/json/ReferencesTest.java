package io.crossfade.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ReferencesTest {

  static Stream<Arguments> bodies() {
    return Stream.of(
        row("{\"previous_response_id\":\"resp_1\",\"input\":\"file_id\"}", "resp_1"),
        row("{\"messages\":[{\"content\":[{\"file\":{\"file_id\":\"file-1\"}}]}]}", "file-1"),
        row("{\"tools\":[{\"vector_store_ids\":[\"vs_1\",\"vs_2\"]}],\"x\":1}", "vs_1", "vs_2"),
        row("{\"input_file_id\":\"file-1\",\"endpoint\":\"/v1/responses\"}", "file-1"),
        row("{\"container\":{\"type\":\"auto\",\"file_ids\":[\"file-1\"]}}", "file-1"),
        row("{\"container\":\"cntr_1\",\"file_id\":null,\"thread_id\":7}", "cntr_1"),
        row("{\"metadata\":{\"thread_id\":\"mine\"},\"user_id\":\"u\"}"),
        row("{\"messages\":[{\"tool_calls\":[{\"id\":\"call_1\"}],\"tool_call_id\":\"call_1\"}]}"),
        row("{\"file_id\":\"" + "x".repeat(129) + "\"}"),
        row("{\"file_id\":\"file-1\",\"broken", "file-1"),
        row("not JSON"));
  }

  private static Arguments row(String body, String... ids) {
    return Arguments.of(body, List.of(ids));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void in_body_findsWhatItRefersTo(String body, List<String> ids) {
    assertThat(References.in(Unpooled.copiedBuffer(body, UTF_8), false)).isEqualTo(ids);
  }

  @Test
  void in_answer_findsWhatItNamesAsWell() {
    String answer =
        "{\"id\":\"batch_1\",\"data\":[{\"id\":\"file-1\"}],\"output_file_id\":\"file-2\"}";
    assertThat(References.in(Unpooled.copiedBuffer(answer, UTF_8), true))
        .containsExactly("batch_1", "file-1", "file-2");
  }

  @Test
  void in_longList_stopsAtItsMost() {
    String ids = "\"file-1\",".repeat(1_000) + "\"file-1\"";
    String body = "{\"file_ids\":[" + ids + "],\"thread_id\":\"t\"}";
    assertThat(References.in(Unpooled.copiedBuffer(body, UTF_8), false)).hasSize(64);
  }
}
