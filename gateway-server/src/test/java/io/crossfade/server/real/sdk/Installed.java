package io.crossfade.server.real.sdk;

import static java.util.concurrent.TimeUnit.MINUTES;

import io.crossfade.core.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * SDKs from their registries, of the versions the project names, under {@code target}; fetched once
 * for each list of versions. Where the registry cannot be reached the test is left out.
 */
final class Installed {
  private static final Path SOURCES = Path.of("src/test");
  private static final Path TARGET = Path.of("target/sdk").toAbsolutePath();

  private Installed() {}

  /** Command that runs one of the scripts with Node. */
  static List<String> node(String script) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(TARGET.resolve("node"));
    copy(SOURCES.resolve("node").resolve(script), folder.resolve(script));
    copy(SOURCES.resolve("node/picture.mjs"), folder.resolve("picture.mjs"));
    String npm = Needs.tool("npm").toString();
    install(
        SOURCES.resolve("node/package.json"),
        folder.resolve("package.json"),
        List.of(npm, "install", "--prefix", folder.toString(), "--no-audit", "--no-fund"));
    return List.of(Needs.tool("node").toString(), folder.resolve(script).toString());
  }

  /** Command that runs one of the scripts with Python. */
  static List<String> python(String script) throws IOException, InterruptedException {
    Path folder = TARGET.resolve("python");
    if (!Files.exists(folder)) {
      run(List.of(Needs.tool("python3").toString(), "-m", "venv", folder.toString()));
    }
    Path python = folder.resolve("bin/python");
    Path list = folder.resolve("requirements.txt");
    install(
        SOURCES.resolve("python/requirements.txt"),
        list,
        List.of(python.toString(), "-m", "pip", "install", "-q", "-r", list.toString()));
    // Without -B it would leave compiled files among the sources.
    return List.of(python.toString(), "-B", SOURCES.resolve("python").resolve(script).toString());
  }

  /** The mark is made last, so that half an installation is begun again. */
  private static void install(Path wanted, Path list, List<String> command)
      throws IOException, InterruptedException {
    Path mark = list.resolveSibling("installed");
    String versions = Files.readString(wanted);
    if (!Files.exists(mark) || !Files.readString(mark).equals(versions)) {
      copy(wanted, list);
      run(command);
      Files.writeString(mark, versions);
    }
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Path log = Files.createDirectories(TARGET).resolve("install.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean done = process.waitFor(5, MINUTES) && process.exitValue() == 0;
    process.destroyForcibly();
    Assumptions.assumeTrue(
        done,
        () -> "needs the packages of %s: not installed, see %s".formatted(command.getFirst(), log));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.write(to, Files.readAllBytes(from));
  }
}
