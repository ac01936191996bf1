package io.crossfade.server.control;

import static org.assertj.core.api.Assertions.fail;

import java.util.function.BooleanSupplier;

/** Waits for something another thread is about to do. */
final class Await {
  private Await() {}

  static void until(String what, BooleanSupplier condition) {
    long limit = System.nanoTime() + Rig.LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - limit > 0) {
        fail("waited %s for %s", Rig.LIMIT, what);
      }
      Thread.onSpinWait();
    }
  }
}
