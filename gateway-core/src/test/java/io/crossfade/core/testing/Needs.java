package io.crossfade.core.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.TestAbortedException;

/**
 * What a test cannot do without. Where it is absent the test is left out and the reason is printed
 * at the end of the run, or it fails: see {@link Skips}.
 */
public final class Needs {
  private Needs() {}

  /**
   * The folder of shared test data: {@code -Dcrossfade.shared=…}, or else the nearest {@code
   * shared/data} that has {@code cassettes}, looking in each folder from here up to the root.
   */
  public static Path sharedData() {
    Path found = findSharedData();
    if (found == null) {
      throw new Unobtainable(
          "needs recorded provider traffic: no folder shared/data/cassettes beside the project or"
              + " above it; name the folder with -Dcrossfade.shared=DIR");
    }
    return found;
  }

  /** What no installation brings, so that a build server without it is not to blame. */
  static final class Unobtainable extends TestAbortedException {
    private static final long serialVersionUID = 1L;

    Unobtainable(String message) {
      super(message);
    }
  }

  /** The right to mount file systems, which only root has. */
  public static void root() {
    if (!"root".equals(System.getProperty("user.name"))) {
      throw new Unobtainable("needs to mount a small file system: run as root");
    }
  }

  /** The right to make a network, which only root has, and the programs that change its rules. */
  public static void ownNetwork() {
    if (!"root".equals(System.getProperty("user.name"))) {
      throw new Unobtainable("needs a network of its own: run as root");
    }
    for (String program : List.of("unshare", "ip", "nft")) {
      Path _ = tool(program);
    }
    if (!works("unshare", "--net", "nft", "add table inet probe")) {
      throw new Unobtainable("needs a network of its own: this system allows none");
    }
  }

  private static boolean works(String... command) {
    try {
      return new ProcessBuilder(command).start().onExit().join().exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** The program of that name from the PATH. */
  public static Path tool(String name) {
    return tools(name);
  }

  /** The first of these programs that is on the PATH; for one with several names. */
  public static Path tools(String... names) {
    return present(
        Arrays.stream(names).flatMap(Needs::onPath).findFirst().orElse(null),
        "the program " + String.join(" or ", names) + ": not on the PATH; install it");
  }

  private static Path present(@Nullable Path found, String what) {
    Assumptions.assumeTrue(found != null, "needs " + what);
    return Optional.ofNullable(found).orElseThrow();
  }

  private static @Nullable Path findSharedData() {
    String named = System.getProperty("crossfade.shared");
    if (named != null) {
      Path data = Path.of(named);
      return Files.isDirectory(data.resolve("cassettes")) ? data : null;
    }
    Path here = Path.of("").toAbsolutePath();
    return Stream.iterate(here, folder -> folder != null, Path::getParent)
        .map(folder -> folder.resolve("shared/data"))
        .filter(data -> Files.isDirectory(data.resolve("cassettes")))
        .findFirst()
        .orElse(null);
  }

  private static Stream<Path> onPath(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable);
  }
}
