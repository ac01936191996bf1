package io.crossfade.server.fault;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every connection that breaks, or brings what is not HTTP. None of them is ever used again, so
 * each call here has a fresh one, and none is mistaken for a pooled one that has gone stale.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostConnectionTest {
  private Table table;

  @BeforeAll
  void start(@TempDir Path folder) {
    table = Table.on(folder, "/v1/chat/completions");
  }

  @AfterAll
  void stop() {
    table.close();
  }

  @TestFactory
  Stream<DynamicTest> connections_thatBreak_areTold() {
    RowTests tests = new RowTests(table);
    return Stream.concat(
        tests.of(Rows.ofConnections(), false), tests.of(Rows.ofConnections(), true));
  }
}
