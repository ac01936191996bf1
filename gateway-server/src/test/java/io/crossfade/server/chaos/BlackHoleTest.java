package io.crossfade.server.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.testing.Needs;
import io.crossfade.server.testing.run.ClassPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network that loses every packet, which no fake provider can play: {@link BlackHole} runs in a
 * process with a network of its own, which goes when the process does.
 */
final class BlackHoleTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @Test
  void provider_unreachableWithoutAWord_isGivenUpAndComesBack(@TempDir Path folder)
      throws IOException, InterruptedException {
    Needs.ownNetwork();
    List<String> command = new ArrayList<>(List.of("unshare", "--net", JAVA));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-cp", ClassPath.ofTests(), BlackHole.class.getName()));
    command.add(folder.toString());
    Path said = folder.resolve("said.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      String output = java.nio.file.Files.readString(said, UTF_8);
      assertThat(ended).as(output).isTrue();
      assertThat(process.exitValue()).as(output).isZero();
      assertThat(output).contains(BlackHole.DONE);
    } finally {
      Object _ = process.destroyForcibly();
    }
  }
}
