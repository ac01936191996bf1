package io.crossfade.core.wire.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ObjectIdsTest {

  @ParameterizedTest
  @CsvSource({
    "/v1/responses, ''",
    "/v1/responses/resp_1, resp_1",
    "/v1/responses/resp_1/cancel, resp_1",
    "/v1/files/file-1/content, file-1",
    "/v1/threads/thread_1/runs/run_2, thread_1 run_2",
    "/v1/fine_tuning/jobs/ftjob-1/events, ftjob-1",
    "/v1/images/generations, ''",
    "/v1/audio/speech, ''",
    "/openai/v1/responses/resp_1, resp_1",
    "/openai/files/file-1/content, file-1",
    "/openai/deployments/gpt-4o/images/generations, ''",
    "/v1, ''",
  })
  void in_path_areBehindItsCollection(String path, String ids) {
    assertThat(String.join(" ", ObjectIds.in(path))).isEqualTo(ids);
  }
}
