package io.crossfade.server.testing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A place in a scripted answer where the provider stops until the test lets it go on. */
public final class Hold {
  private final CompletableFuture<Boolean> reached = new CompletableFuture<>();
  private final CompletableFuture<Boolean> released = new CompletableFuture<>();

  /** Waits until a provider stands here: all that comes before has been written. */
  public void awaitReached() {
    Await.done(reached, "the provider's arrival at this hold");
  }

  /** Lets every provider pass that stands here or will. */
  public void release() {
    released.complete(true);
  }

  void pass(Executor loop, Runnable next) {
    reached.complete(true);
    var _ = released.thenRunAsync(next, loop);
  }
}
