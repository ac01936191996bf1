package io.crossfade.server.story.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.run.ClassPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command line in a process of its own. */
final class Child implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * Shells start what runs behind them deaf to Ctrl-C, a whole build with all its children perhaps;
   * GNU's {@code env} restores the hearing.
   */
  private static final List<String> HEARS_CTRL_C =
      works("env", "--default-signal=INT", "true")
          ? List.of("env", "--default-signal=INT")
          : List.of();

  private final Process process;
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final List<Thread> readers = new ArrayList<>();

  private Child(Process process) {
    this.process = process;
    readers.add(Thread.startVirtualThread(() -> read(process.inputReader(UTF_8))));
    readers.add(Thread.startVirtualThread(() -> read(process.errorReader(UTF_8))));
  }

  /** Runs {@code gateway ARGUMENTS} with the log on that operators get. */
  static Child run(Object... arguments) {
    List<String> command = new ArrayList<>(HEARS_CTRL_C);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dlogback.configurationFile=logback.xml",
            "-cp",
            ClassPath.ofTests(),
            "io.crossfade.server.Main"));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    try {
      return new Child(new ProcessBuilder(command).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean works(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .start()
              .onExit()
              .join()
              .exitValue()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  /** Runs it to its end. */
  static Child ran(Object... arguments) {
    Child child = run(arguments);
    int _ = child.exit();
    return child;
  }

  /** {@code gateway serve}, once it listens. */
  static Child serving(Path file, Path data) {
    Child child = run("serve", "--config", file, "--data", data, "--loops", 2);
    child.awaitLine("data port: listening");
    return child;
  }

  private void read(BufferedReader from) {
    try (from) {
      for (String line = from.readLine(); line != null; line = from.readLine()) {
        lines.add(line);
      }
    } catch (IOException gone) {
      lines.add("(" + gone.getMessage() + ")");
    }
  }

  InetSocketAddress dataAddress() {
    return address("data port: listening on /?127.0.0.1:(\\d+)");
  }

  InetSocketAddress adminAddress() {
    return address("admin port: listening on /?127.0.0.1:(\\d+)");
  }

  private InetSocketAddress address(String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(output());
    if (!found.find()) {
      throw new AssertionError("no address in: " + output());
    }
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(), Integer.parseInt(found.group(1)));
  }

  /** Everything said so far, on both streams. */
  String output() {
    return String.join("\n", lines);
  }

  void awaitLine(String part) {
    try {
      Await.until(() -> output().contains(part) || !process.isAlive(), LIMIT);
    } catch (AssertionError e) {
      throw new AssertionError("'%s' was never said, but: %s".formatted(part, output()), e);
    }
    if (!output().contains(part)) {
      throw new AssertionError("ended without '%s': %s".formatted(part, output()));
    }
  }

  void signal(String name) {
    try {
      int status =
          new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
      if (status != 0) {
        throw new AssertionError("kill -" + name + " said " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for the end; returns the exit status, with all output read. */
  int exit() {
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("did not end: " + output());
      }
      for (Thread reader : readers) {
        reader.join();
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    Object _ = process.destroyForcibly();
    int _ = exit();
  }
}
