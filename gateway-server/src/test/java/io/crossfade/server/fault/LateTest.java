package io.crossfade.server.fault;

import static io.crossfade.core.fault.Outcome.TIMEOUT;
import static io.crossfade.server.fault.Row.elsewhere;

import io.crossfade.server.testing.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Providers that keep a caller waiting who has nothing yet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LateTest {
  private Table table;

  @BeforeAll
  void start(@TempDir Path folder) {
    table = Table.hurried(folder, "{first_byte: 300ms, idle: 400ms}");
  }

  @AfterAll
  void stop() {
    table.close();
  }

  @TestFactory
  Stream<DynamicTest> answers_thatAreLate_areTimeouts() {
    return Stream.concat(
        new RowTests(table).of(rows("application/json"), false),
        new RowTests(table).of(rows("text/event-stream"), true));
  }

  private static List<Row> rows(String type) {
    return List.of(
        late("no head", Answer.hang()),
        late("half a head", Answer.garbage("HTTP/1.1 200 OK\r\ncont")),
        late("a head and no body", Answer.chunked(200, type)),
        late("half a body", Answer.chunked(200, type).chunk("{\"choices\":")));
  }

  private static Row late(String what, Answer answer) {
    return elsewhere(what, answer, 504, "provider_timeout", TIMEOUT);
  }
}
