package io.crossfade.server.chaos;

import io.crossfade.server.fault.Plant;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Steady callers, each on a connection kept alive: every other call for a stream, every other pair
 * of calls where the control may help out. Each answer is held against what the providers did.
 */
final class Callers implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final AtomicInteger asked = new AtomicInteger();
  private final Set<Integer> underWay = ConcurrentHashMap.newKeySet();
  private final Map<Integer, String> arms = new ConcurrentHashMap<>();
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private final Plant plant;
  private final Allowed allowed;

  Callers(int callers, Plant plant, Allowed allowed) {
    this.plant = plant;
    this.allowed = allowed;
    for (int caller = 0; caller < callers; caller++) {
      threads.execute(this::ask);
    }
  }

  static boolean streams(int call) {
    return call % 2 == 0;
  }

  static boolean fallsBack(int call) {
    return call / 2 % 2 == 0;
  }

  private void ask() {
    try (RawClient client = plant.caller()) {
      while (open.get()) {
        ask(client, asked.incrementAndGet());
      }
    } catch (RuntimeException e) {
      complaints.add("a caller gave up: " + e);
    }
  }

  private void ask(RawClient client, int call) {
    underWay.add(call);
    try {
      RawResponse answer = client.post("/v1/chat/completions", question(call)).read();
      String arm = String.valueOf(answer.header("x-crossfade-arm"));
      arms.put(call, arm);
      allowed.check(new Allowed.Told(call, arm.equals("candidate"), answer));
    } catch (AssertionError e) {
      complaints.add("call %d: %s".formatted(call, e.getMessage()));
    } finally {
      underWay.remove(call);
    }
  }

  private static String question(int call) {
    return "{\"model\":\"%s\",\"stream\":%b,\"seed\":%d,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
        .formatted(fallsBack(call) ? "rescued" : "alone", streams(call), call);
  }

  boolean isCandidate(int call) {
    return "candidate".equals(arms.get(call));
  }

  /** Calls with an answer, by number. */
  Set<Integer> answered() {
    return Set.copyOf(arms.keySet());
  }

  List<Integer> underWay() {
    return List.copyOf(underWay);
  }

  boolean ended(Collection<Integer> calls) {
    return calls.stream().noneMatch(underWay::contains);
  }

  /** What was wrong so far. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Stops once every call has its answer. */
  @Override
  public void close() {
    open.set(false);
    threads.shutdown();
    try {
      if (!threads.awaitTermination(20, TimeUnit.SECONDS)) {
        complaints.add("nobody answered these calls: " + underWay);
        List<Runnable> _ = threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
