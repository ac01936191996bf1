package io.crossfade.metrics.judge;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * How often to simulate: a few times in every build, often enough for the whole table with {@code
 * -Dcrossfade.simulation=full}, which is then printed.
 */
final class Simulation {
  private static final boolean FULL = "full".equals(System.getProperty("crossfade.simulation"));

  private Simulation() {}

  static LongStream seeds(int quick, int full) {
    return LongStream.range(0, FULL ? full : quick);
  }

  /** One row of the table of detections, after what is asked for. */
  static void detected(String row, List<Long> sorted) {
    int size = sorted.size();
    print(
        "%-66s median %6d, p95 %6d of %d",
        row, sorted.get(size / 2), sorted.get(size * 95 / 100), size);
  }

  /** One row of the table of false alarms. */
  static void falseAlarms(String world, List<Long> rolledBack, long rollouts) {
    print("%-66s rolled back %s of %d", world, rolledBack, rollouts);
  }

  private static void print(String format, Object... numbers) {
    if (FULL) {
      System.out.printf(Locale.ROOT, format + "%n", numbers);
    }
  }
}
