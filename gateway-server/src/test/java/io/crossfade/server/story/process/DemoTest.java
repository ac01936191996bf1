package io.crossfade.server.story.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.story.Story;
import io.crossfade.server.testing.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code gateway demo}: the whole story by itself, within a minute. */
final class DemoTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void demo_untilCtrlC_rampsFailsRollsBackAndCleansUp() throws IOException {
    Instant began = Instant.now();
    try (ServerSocket _ = taken(8080);
        ServerSocket _ = taken(9090);
        Child child = Child.run("demo", "--fail-after", 12)) {
      child.awaitLine("Ctrl-C to end");
      String page = find(child, "page +(http://127.0.0.1:\\d+/#key=\\w+)");
      assertThat(page).doesNotContain(":9090/");
      assertThat(child.output()).containsPattern("curl http://127.0.0.1:\\d+/v1/chat/completions");
      assertThat(child.output()).containsPattern("curl http://127.0.0.1:\\d+/metrics");
      assertThat(asked(find(child, "curl http://127.0.0.1:(\\d+)/v1")))
          .endsWith("data: [DONE]\n\n");

      child.awaitLine("split: 25%");
      child.awaitLine("starts to fail");
      child.awaitLine("rolled back by itself");
      assertThat(Duration.between(began, Instant.now())).isLessThan(MINUTE);
      child.awaitLine("split   0.0 %");
      assertThat(child.output()).doesNotContainPattern("[1-9]\\d* errors");

      Path folder = Path.of(find(child, "file +(\\S+)/gateway.yaml"));
      assertThat(folder).exists();
      child.signal("INT");
      assertThat(child.exit()).as(child.output()).isZero();
      assertThat(Files.exists(folder)).as("the temporary folder").isFalse();
    }
  }

  /** Makes sure that a port is taken, by this test or by whoever was faster. */
  private static @Nullable ServerSocket taken(int port) {
    try {
      return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    } catch (IOException already) {
      return null;
    }
  }

  private static String find(Child child, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(child.output());
    assertThat(found.find()).as(child.output()).isTrue();
    return found.group(1);
  }

  private static String asked(String port) {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
    try (RawClient client = RawClient.to(address)) {
      return client.post(Story.CHAT, Story.STREAM).read().text();
    }
  }
}
