package io.crossfade.metrics.judge.simulation.page;

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

  /** Seeds whose rollouts may run at the same time where there are many. */
  public static LongStream atOnce(LongStream seeds) {
    return FULL ? seeds.parallel() : seeds;
  }

  /** Whether what comes out of it is to be written down. */
  public static boolean told() {
    return FULL;
  }

  /** Writes one line down. */
  static void tell(Findings table, String traffic, String cells) {
    if (FULL) {
      System.out.printf(Locale.ROOT, "| %s | %s |%n", traffic, cells);
      table.add(traffic, cells);
    }
  }
}
