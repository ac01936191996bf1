package io.crossfade.server.testing;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting with a limit: for a future where there is one, for a condition where there is not. */
public final class Await {
  /** Long enough for a loaded machine; a test that passes never waits for it. */
  public static final Duration LIMIT = Duration.ofSeconds(10);

  private static final long LOOK_AGAIN_NANOS = 1_000_000;

  private Await() {}

  /**
   * Returns once {@code condition} holds, and fails the test if it does not within {@code limit}.
   */
  public static void until(BooleanSupplier condition, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the condition did not come true within " + limit);
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  public static void until(BooleanSupplier condition) {
    until(condition, LIMIT);
  }

  /** The value of {@code future}; {@code what} tells the reader of a failure what never came. */
  public static <T> T value(CompletableFuture<T> future, String what) {
    try {
      return future.copy().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw new AssertionError(what + " did not come within " + LIMIT, e);
    }
  }

  /** Returns once {@code future} is done; for those that carry no value. */
  public static void done(CompletableFuture<?> future, String what) {
    Object _ = value(future.thenApply(_ -> what), what);
  }
}
