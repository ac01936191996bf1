package io.crossfade.server.story.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.server.story.Admin;
import io.crossfade.server.story.Story;
import io.crossfade.server.testing.RawResponse;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole process is killed while an operator works, and stands where he left it. */
final class KilledGatewayTest {
  private static final int ROUNDS = 5;

  /** Exit status of a process that SIGKILL has ended. */
  private static final int KILLED = 128 + 9;

  @TempDir private Path folder;

  /** What the operator was told last, and what he asked for without hearing back. */
  private double told = 5;

  private double asked = 5;

  @Test
  void patch_processKilled_isTheLastToldOrTheOneAsked() {
    long seed = ThreadLocalRandom.current().nextLong();
    Random random = new Random(seed);
    try (Story story = new Story(folder)) {
      story.save(Story.move("split: 5%"));
      for (int round = 0; round < ROUNDS; round++) {
        workUntilKilled(story, random);
        try (Child child = Child.serving(story.file, story.data)) {
          JsonNode now = admin(child, story).migration("move");
          assertThat(now.path("split").asDouble())
              .as("round %d of seed %d", round, seed)
              .isIn(told, asked);
          told = now.path("split").asDouble();
          asked = told;
        }
      }
    }
  }

  private void workUntilKilled(Story story, Random random) {
    long delay = random.nextLong(500_000_000);
    try (Child child = Child.serving(story.file, story.data)) {
      Thread killer =
          Thread.startVirtualThread(
              () -> {
                LockSupport.parkNanos(delay);
                child.signal("KILL");
              });
      for (Admin admin = admin(child, story); patched(admin, random); ) {
        told = asked;
      }
      killer.join();
      assertThat(child.exit()).as(child.output()).isEqualTo(KILLED);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether there was an answer. */
  private boolean patched(Admin admin, Random random) {
    asked = random.nextInt(1, 10_000) / 100.0;
    RawResponse answer;
    try {
      answer = admin.patch("move", "{\"canary_percentage\": %s}".formatted(asked));
    } catch (UncheckedIOException | AssertionError killed) {
      return false;
    }
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return true;
  }

  private static Admin admin(Child child, Story story) {
    return new Admin(child.adminAddress(), story.data);
  }
}
