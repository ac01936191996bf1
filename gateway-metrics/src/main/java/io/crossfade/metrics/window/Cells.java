package io.crossfade.metrics.window;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Numbers written by one event loop and read by any thread. Each cell is published on its own: a
 * reader may see one of two related cells before the other, but never half a number, and never a
 * number older than what it saw before.
 */
final class Cells {
  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

  /** Two cache lines before and after, because neighbours are prefetched in pairs. */
  private static final int PAD = 16;

  private final long[] cells;

  Cells(int size) {
    this.cells = new long[PAD + size + PAD];
  }

  /** Adds one; writer only. */
  void increment(int index) {
    set(index, own(index) + 1);
  }

  /** Stores a number; writer only. */
  void set(int index, long value) {
    CELL.setRelease(cells, PAD + index, value);
  }

  /** The number as its writer sees it; writer only. */
  long own(int index) {
    return cells[PAD + index];
  }

  /** The number as of now; any thread. */
  long get(int index) {
    return (long) CELL.getAcquire(cells, PAD + index);
  }
}
