package io.crossfade.server.control.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.StoreConfig;
import io.crossfade.routing.migration.Fold;
import io.crossfade.routing.migration.MigrationEvent;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.server.store.EventLog;
import io.crossfade.server.store.EventLogs;
import io.crossfade.server.store.StoreException;
import io.crossfade.server.testing.run.ClassPath;
import io.crossfade.server.testing.run.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A controller is killed at any moment, start included, and started again over the same store:
 * nothing that was answered is missing, and behind it there is at most what was being asked.
 */
final class KilledControllerTest {
  private static final int ROUNDS = 100;

  /** A server loses sessions as a file loses writers; that it keeps commits is its own promise. */
  private static final int SERVER_ROUNDS = 10;

  private static final long SEED = 20_261_121;

  /** As many as a killed process can have written without having been asked: its start. */
  private static final int START_EVENTS = 2;

  /** Exit status of a process that SIGKILL has ended. */
  private static final int KILLED = 128 + 9;

  @TempDir private Path folder;
  private final Random random = new Random(SEED);
  private StoreConfig store;
  private String classPath = "";

  /** One life: what it was answered last, and whether it was asking for more when it died. */
  private record Life(List<String> acknowledged, boolean up, boolean asking) {

    long lastSeq() {
      return acknowledged.isEmpty() ? 0 : seq(acknowledged.getLast());
    }

    static long seq(String answer) {
      return Long.parseLong(answer.split(" ", -1)[1]);
    }
  }

  @BeforeEach
  void locate() throws IOException, InterruptedException {
    store = new StoreConfig.Sqlite(folder.resolve("other.db").toString());
    classPath = ClassPath.packed(folder);
    Process trained = start("-XX:ArchiveClassesAtExit", "5");
    assertThat(trained.waitFor()).isZero();
  }

  @Test
  void act_processKilledAgainAndAgain_losesNothingAcknowledged()
      throws IOException, InterruptedException {
    store = new StoreConfig.Sqlite(folder.resolve("crossfade.db").toString());
    killAgainAndAgain(ROUNDS);
  }

  @Test
  void act_processKilledBesideAServer_losesNothingAcknowledged()
      throws IOException, InterruptedException {
    try (PostgresServer server = PostgresServer.start()) {
      store = server.database();
      killAgainAndAgain(SERVER_ROUNDS);
    }
  }

  private void killAgainAndAgain(int rounds) throws IOException, InterruptedException {
    List<MigrationEvent> before = List.of();
    int acknowledged = 0;
    for (int round = 0; round < rounds; round++) {
      Life life = liveAndDie(round);
      List<MigrationEvent> now = events();
      check(life, before, now, "round %d of seed %d".formatted(round, SEED));
      acknowledged += life.acknowledged().size();
      before = now;
    }
    assertThat(acknowledged).as("changes that were answered").isGreaterThan(rounds);
  }

  private Life liveAndDie(int round) throws IOException, InterruptedException {
    Process process = start("-XX:SharedArchiveFile");
    boolean early = round % 5 == 0;
    int answers = early ? 0 : random.nextInt(8);
    long delay = random.nextLong(early ? 400_000_000 : 3_000_000);
    List<String> acknowledged = new ArrayList<>();
    boolean up = false;
    boolean asking = false;
    try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        assertThat(line).doesNotStartWith("odd");
        up |= line.equals("up");
        asking = line.equals("ask") || (asking && !line.startsWith("ack"));
        if (line.startsWith("ack")) {
          acknowledged.add(line);
        }
        if (process.isAlive() && (early || up) && acknowledged.size() == answers) {
          LockSupport.parkNanos(delay);
          process.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(process.waitFor()).as("killed, not ended by itself").isEqualTo(KILLED);
    return new Life(List.copyOf(acknowledged), up, asking);
  }

  private static void check(
      Life life, List<MigrationEvent> before, List<MigrationEvent> now, String when) {
    assertThat(now.stream().limit(before.size()).toList()).as(when).isEqualTo(before);
    for (String line : life.acknowledged()) {
      long seq = Life.seq(line);
      MigrationState then = fold(now.stream().limit(seq).toList());
      assertThat("ack %d %s %d".formatted(then.seq(), then.phase(), then.splitBuckets()))
          .as(when)
          .isEqualTo(line);
    }
    int told = Math.toIntExact(Math.max(life.lastSeq(), before.size()));
    int untold = (life.asking() ? 1 : 0) + (life.acknowledged().isEmpty() ? START_EVENTS : 0);
    assertThat(now).as(when).hasSizeBetween(told, told + untold);
  }

  private static MigrationState fold(List<MigrationEvent> events) {
    assertThat(Fold.replay(Operator.NAME, events)).isInstanceOf(Fold.Replay.Sound.class);
    return ((Fold.Replay.Sound) Fold.replay(Operator.NAME, events)).state();
  }

  private List<MigrationEvent> events() {
    try (EventLog log = EventLogs.openReadOnly(store, folder)) {
      List<MigrationEvent> events = log.readAll();
      MigrationState _ = fold(events);
      return events;
    } catch (StoreException e) {
      assertThat(e.kind()).as(e.getMessage()).isEqualTo(StoreException.Kind.GONE);
      return List.of();
    }
  }

  /** A hundred starts take their time; the JVM's archive of loaded classes halves it. */
  private Process start(String archive, String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                archive + "=" + folder.resolve("classes.jsa"),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                Operator.class.getName(),
                store.toString(),
                String.valueOf(random.nextLong())));
    command.addAll(List.of(more));
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().put("PG_PASSWORD", PostgresServer.PASSWORD);
    return process.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
