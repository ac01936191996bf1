package io.crossfade.server.control;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread on which migrations change, so that no two inputs ever meet. */
final class ControlLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlLoop.class);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("crossfade-control").daemon().factory());

  <T> CompletableFuture<T> call(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, thread);
  }

  Executor executor() {
    return thread;
  }

  /** Repeats {@code work}; a defect in it, of whatever kind, costs one turn, not the judge. */
  void every(Duration period, Runnable work) {
    long nanos = period.toNanos();
    Runnable turn =
        () -> {
          try {
            work.run();
          } catch (Throwable e) {
            LOG.error("the control loop met a defect; it goes on with the next tick", e);
          }
        };
    var _ = thread.scheduleAtFixedRate(turn, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
