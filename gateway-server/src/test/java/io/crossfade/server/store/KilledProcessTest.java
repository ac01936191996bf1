package io.crossfade.server.store;

import static io.crossfade.server.store.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.routing.migration.MigrationEvent;
import io.crossfade.server.testing.run.ClassPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that appends without end is killed in the middle of it. */
final class KilledProcessTest {
  private static final int ENOUGH = 50;
  private static final int BATCH = 10;

  @TempDir private Path data;

  /** The other process: says each number once its event is on disk. */
  static final class Appender {
    private Appender() {}

    public static void main(String[] args) {
      EventLog log = SqliteEventLog.open(Path.of(args[0]));
      for (int seq = 1; ; seq++) {
        log.append(event("m", seq));
        System.out.print(seq + "\n");
        System.out.flush();
      }
    }
  }

  /** The other process: lets passing events go, a few at a time. */
  static final class Forgetter {
    private Forgetter() {}

    public static void main(String[] args) {
      EventLog log = SqliteEventLog.open(Path.of(args[0]));
      for (int batch = 1; ; batch++) {
        log.forget("m", batch(batch));
        System.out.print(batch + "\n");
        System.out.flush();
      }
    }
  }

  private static List<Long> batch(int number) {
    long first = 2 + (number - 1L) * BATCH;
    return LongStream.range(first, first + BATCH).boxed().toList();
  }

  @Test
  void forget_processKilled_losesWholeBatchesOnly() throws IOException, InterruptedException {
    Path file = data.resolve("crossfade.db");
    long last = 2 + 1_000L * BATCH;
    try (EventLog log = SqliteEventLog.open(file)) {
      log.append(event("m", 1));
    }
    fill(file, last);
    int acknowledged = runAndKill(Forgetter.class, file);
    try (EventLog log = SqliteEventLog.open(file)) {
      List<MigrationEvent> left = log.read("m");
      assertThat(left.getFirst()).isEqualTo(event("m", 1));
      assertThat(left.getLast().event()).isEqualTo("Compact");
      long gone = last - left.size();
      assertThat(gone % BATCH).isZero();
      assertThat(gone / BATCH).isBetween((long) acknowledged, acknowledged + 1L);
    }
  }

  /**
   * Lines up to a state, which stands for all before it; in one go, for a log is synced by line.
   */
  private static void fill(Path file, long last) {
    String sql =
        """
        WITH RECURSIVE n(seq) AS (SELECT 2 UNION ALL SELECT seq + 1 FROM n WHERE seq < %1$d)
        INSERT INTO events SELECT NULL, 'm', seq, 0, '',
          CASE seq WHEN %1$d THEN 'Compact' ELSE 'Hold' END, '{}', '', '', 0, '', 1 FROM n
        """
            .formatted(last);
    try (Connection connection = SqliteFile.source(file, false).getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void append_processKilled_losesNothingAcknowledged() throws IOException, InterruptedException {
    Path file = data.resolve("crossfade.db");
    int acknowledged = runAndKill(Appender.class, file);
    assertThat(acknowledged).isGreaterThanOrEqualTo(ENOUGH);
    try (EventLog log = SqliteEventLog.open(file)) {
      List<MigrationEvent> events = log.readAll();
      assertThat(events).hasSizeBetween(acknowledged, acknowledged + 1);
      assertThat(events)
          .isEqualTo(
              IntStream.rangeClosed(1, events.size()).mapToObj(seq -> event("m", seq)).toList());
    }
  }

  /** Returns the last number the process said. */
  private static int runAndKill(Class<?> program, Path file)
      throws IOException, InterruptedException {
    Process process = start(program, file);
    int last = 0;
    try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        last = Integer.parseInt(line);
        if (last == ENOUGH) {
          process.toHandle().destroyForcibly();
        }
      }
    }
    process.waitFor();
    return last;
  }

  private static Process start(Class<?> program, Path file) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            ClassPath.ofTests(),
            program.getName(),
            file.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
