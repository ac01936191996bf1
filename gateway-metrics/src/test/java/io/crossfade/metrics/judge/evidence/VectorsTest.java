package io.crossfade.metrics.judge.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The primitives against numbers worked out elsewhere, at L = 0.05, F = 0.01 and w = 0.05. */
final class VectorsTest {
  private static final long SECOND = 1_000_000_000;

  private final EProcess share =
      new EProcess(new Attribution(1, new double[] {1.5, 2.5, 5, 20, 100}, 0.001));
  private final EProcess shareBeyondMargin =
      new EProcess(new Attribution(1.5, new double[] {2.5, 4, 8, 25, 100}, 0.002));
  private final EProcess aboveLimit =
      new EProcess(new Absolute(0.05, new double[] {1.2, 2, 5, 12}, 0.001));
  private final EProcess aboveAlert =
      new EProcess(new Absolute(0.01, new double[] {1.4, 2, 5, 15, 50}, 0.002));
  private final List<EProcess> all = List.of(share, shareBeyondMargin, aboveLimit, aboveAlert);

  /** x0, n0, x1, n1 of a block, then all four E-values after it. */
  private static final double[][] BLOCKS = {
    {0, 19, 1, 1, 4.04061, 3.25524, 4.54516, 5.85949},
    {0, 19, 1, 1, 42.2830, 22.4498, 57.8725, 90.2045},
    {0, 19, 1, 1, 599.554, 209.844, 975.425, 1664.77},
    {1, 20, 0, 1, 149.671, 57.4137, 93.4032, 608.459},
    {0, 19, 1, 1, 2032.10, 516.580, 1100.45, 10798.8},
    {0, 19, 1, 1, 29919.4, 5085.13, 14110.7, 103044},
  };

  @Test
  void close_sixBlocksInARow_matchesTheTable() {
    for (int block = 0; block < BLOCKS.length; block++) {
      double[] row = BLOCKS[block];
      close(counts(row), block);
      for (int process = 0; process < all.size(); process++) {
        double expected = row[4 + process];
        assertThat(all.get(process).evidence())
            .as("process %d after block %d", process, block + 1)
            .isCloseTo(expected, within(sixDigits(expected)));
      }
    }
  }

  /** x0, n0, x1, n1 of a first block, then Attribution(1). */
  private static final double[][] FIRST_BLOCKS = {
    {0, 10, 18, 20, 9.55001}, // most fail: successes are counted
    {19, 20, 1, 1, 1.01843}, // a shared outage says nothing
    {3, 400, 50, 60, 10.6659}, // clipped
  };

  @Test
  void close_singleFirstBlock_matchesTheTable() {
    for (double[] row : FIRST_BLOCKS) {
      EProcess first = new EProcess(new Attribution(1, new double[] {1.5, 2.5, 5, 20, 100}, 0.001));
      first.close(counts(row), Prior.released(0, 0));
      assertThat(first.evidence())
          .as("block %s", counts(row))
          .isCloseTo(row[4], within(sixDigits(row[4])));
    }
  }

  @Test
  void close_oneErrorAmongTwentyBlocks_provesNothing() {
    for (int block = 0; block < 20; block++) {
      close(new Counts(0, 99, block == 7 ? 1 : 0, 1), block);
    }
    assertThat(share.evidence()).isCloseTo(5.118, within(0.0005));
    assertThat(shareBeyondMargin.evidence()).isCloseTo(4.834, within(0.0005));
    assertThat(aboveLimit.evidence()).isCloseTo(0.6712, within(0.00005));
    assertThat(aboveAlert.evidence()).isCloseTo(1.005, within(0.0005));
  }

  private void close(Counts block, int second) {
    all.forEach(process -> process.close(block, Prior.released(second * SECOND, 0)));
  }

  private static Counts counts(double[] row) {
    return new Counts((long) row[0], (long) row[1], (long) row[2], (long) row[3]);
  }

  /** Half a unit of the sixth digit. */
  private static double sixDigits(double expected) {
    return 0.5 * Math.pow(10, Math.floor(Math.log10(expected)) - 5);
  }
}
