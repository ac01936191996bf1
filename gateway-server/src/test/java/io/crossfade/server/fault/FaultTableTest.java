package io.crossfade.server.fault;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every answer that is none, before anything has gone to the caller. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultTableTest {
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
  Stream<DynamicTest> statuses_ofTrouble_areTold() {
    return both(Rows.ofStatuses());
  }

  @TestFactory
  Stream<DynamicTest> bodies_underSuccess_areNone() {
    return both(Rows.ofBodies());
  }

  @TestFactory
  Stream<DynamicTest> streams_withoutContent_areNone() {
    return new RowTests(table).of(Rows.ofStreams(), true);
  }

  @TestFactory
  Stream<DynamicTest> streams_nobodyAskedFor_areNone() {
    return new RowTests(table).of(Rows.ofUnaskedStreams(), false);
  }

  private Stream<DynamicTest> both(List<Row> rows) {
    RowTests tests = new RowTests(table);
    return Stream.concat(tests.of(rows, false), tests.of(rows, true));
  }
}
