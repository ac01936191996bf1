package io.crossfade.metrics.judge.simulation;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * How often to simulate: a few times in every build, often enough for the whole table with {@code
 * -Dcrossfade.simulation=full}, which is then printed and written down.
 */
public final class Simulation {
  private static final String ASKED = System.getProperty("crossfade.simulation", "");
  private static final boolean FULL = !ASKED.isEmpty();

  /** Most rollouts of a row; a number in place of {@code full} makes a shorter full run. */
  private static final int MOST =
      ASKED.matches("[0-9]{1,6}") ? Integer.parseInt(ASKED) : Integer.MAX_VALUE;

  private Simulation() {}

  public static LongStream seeds(int quick, int full) {
    return LongStream.range(0, FULL ? Math.min(full, MOST) : quick);
  }

  /** Whether what comes out of it is to be written down. */
  static boolean told() {
    return FULL;
  }

  /** One row of the table of detections, after what is asked for. */
  public static void detected(String row, List<Long> sorted) {
    int size = sorted.size();
    print(
        "%-66s median %6d, p95 %6d of %d",
        row, sorted.get(size / 2), sorted.get(size * 95 / 100), size);
  }

  /** One row of the table of false alarms. */
  public static void falseAlarms(String world, List<Long> rolledBack, long rollouts) {
    print("%-66s rolled back %s of %d", world, rolledBack, rollouts);
  }

  private static void print(String format, Object... numbers) {
    if (FULL) {
      System.out.printf(Locale.ROOT, format + "%n", numbers);
    }
  }
}
