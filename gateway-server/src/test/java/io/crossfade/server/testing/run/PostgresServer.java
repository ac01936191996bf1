package io.crossfade.server.testing.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.core.config.Secret;
import io.crossfade.core.config.StoreConfig;
import io.crossfade.core.testing.Needs;
import io.crossfade.server.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server of its own, on a free port of this host, with a password. */
public final class PostgresServer implements AutoCloseable {
  public static final String PASSWORD = "pa$$/w0rd@%";
  private static final String USER = "crossfade";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path programs;
  private final Path folder;
  private final int port;
  private final AtomicInteger databases = new AtomicInteger();
  private @Nullable Process process;

  private PostgresServer(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /** Makes a new cluster and starts it. */
  public static PostgresServer start() {
    try {
      Path programs = programs();
      Path folder = Files.createTempDirectory("crossfade-postgres");
      PostgresServer server = new PostgresServer(programs, folder, freePort());
      server.initialise();
      server.rise();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Debian keeps all but {@code psql} away from the PATH. */
  private static Path programs() throws IOException {
    Path debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (Stream<Path> versions = Files.list(debian)) {
        Path latest = versions.max(Comparator.naturalOrder()).orElse(debian);
        if (Files.isExecutable(latest.resolve("bin/initdb"))) {
          return latest.resolve("bin");
        }
      }
    }
    return Needs.tool("initdb").resolveSibling("");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void initialise() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), PASSWORD);
    if (isRoot()) {
      run("chown", "-R", "postgres", folder.toString());
    }
    run(
        asUser(
            "initdb",
            "-D",
            cluster(),
            "-U",
            USER,
            "-A",
            "scram-sha-256",
            "--pwfile=" + password,
            "--no-sync",
            "-E",
            "UTF8"));
  }

  /** Starts the server again. */
  public void rise() throws IOException {
    process =
        new ProcessBuilder(
                asUser(
                    "postgres",
                    "-D",
                    cluster(),
                    "-p",
                    String.valueOf(port),
                    "-h",
                    "127.0.0.1",
                    "-k",
                    folder.toString(),
                    "-c",
                    "fsync=off"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile())
            .start();
    Await.until(this::answers, LIMIT);
  }

  private boolean answers() {
    try (Connection connection = connect("postgres")) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  /** Stops the server as a crash would; what was committed stays. */
  public void fall() throws IOException {
    Process running = process;
    process = null;
    if (running != null) {
      run("kill", "-QUIT", String.valueOf(running.pid()));
      int _ = running.onExit().join().exitValue();
    }
  }

  /** A new, empty database. */
  public StoreConfig.Postgresql database() {
    String name = "store" + databases.incrementAndGet();
    execute("postgres", "CREATE DATABASE " + name);
    return new StoreConfig.Postgresql(
        "127.0.0.1", port, name, USER, new Secret.Value("PG_PASSWORD", PASSWORD), null);
  }

  /** One statement by somebody else. */
  public void execute(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private Connection connect(String database) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    return DriverManager.getConnection(url, USER, PASSWORD);
  }

  private String cluster() {
    return folder.resolve("cluster").toString();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** PostgreSQL refuses to run as root. */
  private List<String> asUser(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static void run(String... command) throws IOException {
    run(List.of(command));
  }

  private static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
  }

  @Override
  public void close() {
    try {
      fall();
      run("rm", "-rf", folder.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
