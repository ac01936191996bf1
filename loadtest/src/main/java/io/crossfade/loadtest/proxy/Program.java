package io.crossfade.loadtest.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A proxy's process on the proxies' core, and the processes it starts itself. */
public final class Program implements AutoCloseable {
  private static final long TERM_SECONDS = 10;
  private static final long KIB = 1_024;

  private final Process process;
  private final Path log;
  private final Thread killer = new Thread(this::kill);

  private Program(Process process, Path log) {
    this.process = process;
    this.log = log;
    Runtime.getRuntime().addShutdownHook(killer);
  }

  /** Starts a command; what it says on standard error is kept beside its configuration. */
  static Program start(Place place, List<String> command, Map<String, String> environment)
      throws IOException {
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", place.cores()));
    pinned.addAll(command);
    Path log = Files.createTempFile(place.folder(), "proxy", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(pinned)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(log.toFile());
    builder.environment().putAll(environment);
    return new Program(builder.start(), log);
  }

  long cpuNanos() {
    return processes().mapToLong(one -> CpuClock.nanos(one.pid())).sum();
  }

  long residentBytes() {
    return processes().mapToLong(one -> resident(one.pid())).sum();
  }

  void checkRunning() {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "a proxy ended with %d: %s".formatted(process.exitValue(), said()));
    }
  }

  public long pid() {
    return process.pid();
  }

  /** Everything it wrote to standard error so far. */
  public String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "what it said cannot be read: " + e;
    }
  }

  private Stream<ProcessHandle> processes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants());
  }

  /** RssAnon and RssFile together; pages that several processes share count for each. */
  private static long resident(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
          .sum();
    } catch (IOException e) {
      throw new IllegalStateException("the memory of process " + pid + " cannot be read", e);
    }
  }

  /** Asks it to end, and makes it after ten seconds. */
  @Override
  public void close() {
    List<ProcessHandle> all = processes().toList();
    process.destroy();
    try {
      process.waitFor(TERM_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().removeShutdownHook(killer);
  }

  /** For a run that is broken off: nothing may go on measuring air. */
  private void kill() {
    processes().forEach(ProcessHandle::destroyForcibly);
  }
}
