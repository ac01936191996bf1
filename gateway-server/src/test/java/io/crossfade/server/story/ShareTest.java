package io.crossfade.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.testing.RawClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred thousand requests through sockets, and where each of them went. */
final class ShareTest {
  private static final int REQUESTS = 100_000;
  private static final int AGAIN = 10_000;
  private static final int CONNECTIONS = 8;

  @TempDir private Path folder;

  @Test
  void split_hundredThousandRequests_isKeptAndOnlyGrows() throws Exception {
    try (Story story = Story.of(folder, "split: 5%")) {
      boolean[] first = ask(story, REQUESTS);
      assertShare(first, 0.05);

      boolean[] again = ask(story, AGAIN);
      story.save(Story.move("split: 25%"));
      story.awaitSplit(25);
      boolean[] grown = ask(story, AGAIN);

      int moved = 0;
      for (int id = 0; id < AGAIN; id++) {
        assertThat(again[id]).as("request %d, asked again", id).isEqualTo(first[id]);
        assertThat(grown[id] || !first[id]).as("request %d moved back", id).isTrue();
        moved += grown[id] && !first[id] ? 1 : 0;
      }
      assertThat(moved).isBetween(1_700, 2_300);
      assertShare(grown, 0.25);
    }
  }

  /** Within 4.5 standard deviations of a fair coin of that weight. */
  private static void assertShare(boolean[] candidate, double split) {
    int moved = 0;
    for (boolean each : candidate) {
      moved += each ? 1 : 0;
    }
    double deviation = Math.sqrt(candidate.length * split * (1 - split));
    assertThat((double) moved)
        .isBetween(
            candidate.length * split - 4.5 * deviation, candidate.length * split + 4.5 * deviation);
  }

  /** Sends requests 0 to {@code count}; tells which went to the candidate, by who answered. */
  private static boolean[] ask(Story story, int count) throws Exception {
    boolean[] candidate = new boolean[count];
    try (ExecutorService callers = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Callable<Object>> parts = new ArrayList<>();
      for (int part = 0; part < CONNECTIONS; part++) {
        int from = part;
        parts.add(() -> ask(story, from, candidate));
      }
      for (Future<Object> part : callers.invokeAll(parts)) {
        assertThat(part.get()).isEqualTo(candidate);
      }
    }
    return candidate;
  }

  private static boolean[] ask(Story story, int from, boolean[] candidate) {
    try (RawClient client = RawClient.to(story.address())) {
      for (int id = from; id < candidate.length; id += CONNECTIONS) {
        var answer = client.post(Story.CHAT, Story.ASK, "x-request-id: req-" + id).read();
        candidate[id] = answer.latin1().contains("I am the new one.");
        assertThat(answer.header("x-crossfade-arm"))
            .isEqualTo(candidate[id] ? "candidate" : "control");
      }
    }
    return candidate;
  }
}
