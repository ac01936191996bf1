package io.crossfade.server.story.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.story.Admin;
import io.crossfade.server.story.Story;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process replaces another under load, twice. */
final class TakeoverTest {
  private static final int CALLERS = 6;

  @Test
  void takeover_underLoad_losesNoCallAndNoEvent(@TempDir Path folder) throws Exception {
    try (Story story = new Story(folder)) {
      story.save(Story.move("split: 50%"));
      try (Child first = Child.serving(story.file, story.data);
          Calls calls = new Calls(first.dataAddress())) {
        InetSocketAddress admin = first.adminAddress();
        awaitMore(calls);
        assertThat(new Admin(admin, story.data).act("move", "rollback").status()).isEqualTo(200);
        try (Child second = succeeding(story, first)) {
          awaitMore(calls);
          try (Child third = succeeding(story, second)) {
            awaitMore(calls);
            assertThat(third.dataAddress()).isEqualTo(first.dataAddress());
            assertThat(new Admin(admin, story.data).migration("move").path("state").asText())
                .isEqualTo("rolled_back");
            assertThat(calls.complaints()).isEmpty();
          }
        }
      }
    }
  }

  @Test
  void takeover_whereNobodyServes_isAStart(@TempDir Path folder) {
    try (Story story = new Story(folder)) {
      story.save(Story.move("split: 0%"));
      try (Child child =
          Child.run("serve", "--takeover", "--config", story.file, "--data", story.data)) {
        child.awaitLine("data port: listening");
      }
    }
  }

  /** A process that has taken over, the one before it gone. */
  private static Child succeeding(Story story, Child before) {
    Child child =
        Child.run(
            "serve", "--takeover", "--config", story.file, "--data", story.data, "--loops", 2);
    child.awaitLine("data port: listening");
    assertThat(before.exit()).as(before.output()).isZero();
    return child;
  }

  private static void awaitMore(Calls calls) {
    int before = calls.answered.get();
    Await.until(() -> calls.answered.get() > before + 200);
  }

  /** Callers who keep a connection for as long as they are let, every other call a stream. */
  private static final class Calls implements AutoCloseable {
    final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    Calls(InetSocketAddress address) {
      for (int caller = 0; caller < CALLERS; caller++) {
        callers.execute(() -> ask(address));
      }
    }

    private void ask(InetSocketAddress address) {
      while (open.get()) {
        try (RawClient client = RawClient.to(address)) {
          boolean kept = true;
          for (int n = 0; kept && open.get(); n++) {
            RawResponse answer =
                client.post(Story.CHAT, n % 2 == 0 ? Story.ASK : Story.STREAM).read();
            kept = !answer.closes();
            note(answer);
          }
        } catch (RuntimeException | AssertionError failed) {
          complaints.add(failed.toString());
        }
      }
    }

    private void note(RawResponse answer) {
      String text = answer.text();
      if (answer.status() == 200 && (text.endsWith("}}") || text.endsWith("data: [DONE]\n\n"))) {
        answered.incrementAndGet();
      } else {
        complaints.add(answer.status() + " " + text);
      }
    }

    Queue<String> complaints() throws InterruptedException {
      open.set(false);
      callers.shutdown();
      assertThat(callers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
      return complaints;
    }

    @Override
    public void close() {
      open.set(false);
      callers.shutdownNow();
    }
  }
}
