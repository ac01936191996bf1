package io.crossfade.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Arm;
import io.crossfade.routing.migration.Phase;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.RawResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A dead candidate of which little can be seen: a handful of users, whose failures hardly count
 * each, and a few calls a second. Takes half a minute, as the rule does.
 */
final class QuietTrafficTest {
  private static final Duration RULE = Duration.ofSeconds(30);
  private static final long PAUSE_NANOS = Duration.ofMillis(400).toNanos();

  @TempDir private Path folder;

  @Test
  void candidate_deadForThirtySecondsUnderFewUsers_isOutAsUnavailable() {
    try (Story story = Story.of(folder, "split: 50%, sticky_by: user")) {
      List<String> users =
          Stream.concat(usersOf(story, Arm.CONTROL), usersOf(story, Arm.CANDIDATE)).toList();
      story.next.script(Voice.OVERLOADED);
      Await.until(
          () -> {
            users.forEach(user -> assertThat(ask(story, user).status()).isEqualTo(200));
            LockSupport.parkNanos(PAUSE_NANOS);
            return story.state().phase() == Phase.ROLLED_BACK;
          },
          RULE.multipliedBy(3));
      assertThat(story.state().reason()).isEqualTo("unavailable");
    }
  }

  /** Two users of an arm. */
  private static Stream<String> usersOf(Story story, Arm arm) {
    return Stream.iterate(1, user -> user + 1)
        .map(user -> "user-" + user)
        .filter(user -> arm.label().equals(ask(story, user).header("x-crossfade-arm")))
        .limit(2);
  }

  private static RawResponse ask(Story story, String user) {
    return story.ask(Story.ASK, "x-user-id: " + user);
  }
}
