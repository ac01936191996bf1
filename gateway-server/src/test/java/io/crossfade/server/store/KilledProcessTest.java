package io.crossfade.server.store;

import static io.crossfade.server.store.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.routing.migration.MigrationEvent;
import io.crossfade.server.testing.run.ClassPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that appends without end is killed in the middle of it. */
final class KilledProcessTest {
  private static final int ENOUGH = 50;

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

  @Test
  void append_processKilled_losesNothingAcknowledged() throws IOException, InterruptedException {
    Path file = data.resolve("crossfade.db");
    int acknowledged = appendAndKill(file);
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
  private static int appendAndKill(Path file) throws IOException, InterruptedException {
    Process process = start(file);
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

  private static Process start(Path file) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            ClassPath.ofTests(),
            Appender.class.getName(),
            file.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
