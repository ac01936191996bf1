package io.crossfade.core.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.json.JsonCursor;
import io.crossfade.core.usage.Usage.Source;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UsageReaderTest {

  /** Columns: what comes, then prompt, completion, cached, written, reasoning, sound in and out. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}                      | 7 3 0 0 0 0 0
          {"prompt_tokens":8,"total_tokens":8}                                             | 8 0 0 0 0 0 0
          {"prompt_tokens":9,"prompt_tokens_details":{"cached_tokens":4,"audio_tokens":2}} | 9 0 4 0 0 2 0
          {"prompt_tokens":9,"prompt_tokens_details":{"cached_tokens":4,"cache_write_tokens":5}} | 9 0 4 5 0 0 0
          {"completion_tokens":9,"completion_tokens_details":{"reasoning_tokens":6,"audio_tokens":1}} | 0 9 0 0 6 0 1
          {"prompt_tokens":9,"prompt_cache_hit_tokens":8,"prompt_cache_miss_tokens":1}     | 9 0 8 0 0 0 0
          {"prompt_tokens":9,"cached_tokens":8}                                            | 9 0 8 0 0 0 0
          {"prompt_tokens":12,"completion_tokens":1,"total_tokens":241,"completion_tokens_details":{"reasoning_tokens":228}} | 12 229 0 0 228 0 0
          {"input_tokens":11,"cache_creation_input_tokens":20,"cache_read_input_tokens":1031,"output_tokens":5} | 1062 5 1031 20 0 0 0
          {"input_tokens":1144,"input_tokens_details":{"cached_tokens":1024},"output_tokens":3,"output_tokens_details":{"reasoning_tokens":2}} | 1144 3 1024 0 2 0 0
          {"output_tokens":9,"output_tokens_details":{"thinking_tokens":4}}                | 0 9 0 0 4 0 0
          {"prompt_tokens":5,"cached_tokens":9,"completion_tokens":3,"completion_tokens_details":{"reasoning_tokens":4}} | 5 3 5 0 3 0 0
          {"prompt_tokens":5,"completion_tokens":null,"prompt_tokens_details":null,"cost":{"total":1.5}} | 5 0 0 0 0 0 0
          """)
  void read_anyDialect_countsAlike(String json, String expected) {
    UsageReader reader = new UsageReader();
    read(reader, json);
    assertThat(shown(reader.usage())).isEqualTo(expected);
    assertThat(reader.usage().source()).isEqualTo(Source.REPORTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null",
        "{}",
        "[1]",
        "{\"total_tokens\":5}",
        "{\"prompt_tokens\":\"5\"}",
        "{\"prompt_tokens\":-5}",
        "{\"prompt_tokens\":1.5}",
        "{\"prompt_tokens\":12345678901}"
      })
  void read_nothingToCount_isMissing(String json) {
    UsageReader reader = new UsageReader();
    read(reader, json);
    assertThat(reader.usage()).isEqualTo(Usage.MISSING);
  }

  @Test
  void read_laterObject_replacesFieldByField() {
    UsageReader reader = new UsageReader();
    read(reader, "{\"input_tokens\":10,\"cache_read_input_tokens\":5,\"output_tokens\":1}");
    read(reader, "{\"output_tokens\":40}");
    read(reader, "{\"input_tokens\":12,\"output_tokens\":42}");
    assertThat(shown(reader.usage())).isEqualTo("17 42 5 0 0 0 0");
  }

  private static void read(UsageReader reader, String json) {
    try (JsonCursor cursor = JsonCursor.over(Unpooled.copiedBuffer(json, UTF_8))) {
      cursor.next();
      reader.read(cursor);
      assertThat(cursor.next()).isEqualTo(JsonCursor.Token.END);
    }
  }

  private static String shown(Usage u) {
    return "%d %d %d %d %d %d %d"
        .formatted(
            u.prompt(),
            u.completion(),
            u.cached(),
            u.cacheWrite(),
            u.reasoning(),
            u.audioIn(),
            u.audioOut());
  }
}
