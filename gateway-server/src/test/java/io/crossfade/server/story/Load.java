package io.crossfade.server.story;

import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Callers that ask without end, each on a connection kept alive, every other question for a stream.
 * An answer that is not 200 and whole is remembered as a complaint.
 */
public final class Load implements AutoCloseable {
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger toCandidate = new AtomicInteger();
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private final InetSocketAddress gateway;

  private Load(InetSocketAddress gateway) {
    this.gateway = gateway;
  }

  /**
   * Starts to ask.
   *
   * @param pause of each caller between an answer and its next question
   */
  public static Load on(InetSocketAddress gateway, int callers, Duration pause) {
    Load load = new Load(gateway);
    for (int caller = 0; caller < callers; caller++) {
      load.callers.execute(() -> load.ask(pause.toNanos()));
    }
    return load;
  }

  /** Whole answers so far. */
  public int answered() {
    return answered.get();
  }

  /** Calls that belonged to the candidate, whoever answered them. */
  public int toCandidate() {
    return toCandidate.get();
  }

  /** Stops once every question has its answer, and returns what was wrong. */
  public List<String> complaints() {
    close();
    return List.copyOf(complaints);
  }

  private void ask(long pauseNanos) {
    try (RawClient client = RawClient.to(gateway)) {
      while (open.get()) {
        ask(client, asked.incrementAndGet());
        LockSupport.parkNanos(pauseNanos);
      }
    } catch (RuntimeException | AssertionError e) {
      complaints.add(e.toString());
    }
  }

  private void ask(RawClient client, int number) {
    boolean stream = number % 2 == 0;
    RawResponse answer =
        client
            .post(Story.CHAT, stream ? Story.STREAM : Story.ASK, "x-request-id: load-" + number)
            .read();
    if ("candidate".equals(answer.header("x-crossfade-arm"))) {
      toCandidate.incrementAndGet();
    }
    String text = answer.text();
    boolean whole = stream ? text.endsWith("data: [DONE]\n\n") : text.endsWith("}}");
    if (answer.status() == 200 && whole && text.contains("I am the ")) {
      answered.incrementAndGet();
    } else {
      complaints.add(answer.status() + " " + text);
    }
  }

  @Override
  public void close() {
    open.set(false);
    callers.shutdown();
    try {
      if (!callers.awaitTermination(20, TimeUnit.SECONDS)) {
        complaints.add("some callers never got an answer");
        callers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
