package io.crossfade.metrics.judge.simulation;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Who calls: the bucket, key and personal pace of each caller. */
public interface Crowd {

  /** Somebody calls. */
  Caller next(SplittableRandom random);

  /** Whether the same users come again and stay on their arm. */
  boolean sticky();

  /**
   * One caller.
   *
   * @param bucket {@code [0, 10_000)}
   * @param key hash of the cohort key
   * @param pace factor of all his times
   */
  record Caller(int bucket, long key, double pace) {}

  /** Every call is its own key. */
  static Crowd strangers() {
    return new Crowd() {
      @Override
      public Caller next(SplittableRandom random) {
        return new Caller(random.nextInt(10_000), random.nextLong(), 1);
      }

      @Override
      public boolean sticky() {
        return false;
      }
    };
  }

  /**
   * Users who call as often as Zipf's law has it, each at a pace of his own.
   *
   * @param spread standard deviation of the pace's logarithm
   */
  static Crowd users(int count, double spread, SplittableRandom random) {
    Caller[] users = new Caller[count];
    double[] upTo = new double[count];
    double sum = 0;
    for (int rank = 0; rank < count; rank++) {
      double pace = Math.exp(spread * random.nextGaussian());
      users[rank] = new Caller(random.nextInt(10_000), random.nextLong(), pace);
      sum += 1.0 / (rank + 1);
      upTo[rank] = sum;
    }
    return new Users(users, upTo);
  }

  /** Users by rank, the most frequent first. */
  final class Users implements Crowd {
    private final Caller[] users;
    private final double[] upTo;

    Users(Caller[] users, double[] upTo) {
      this.users = users;
      this.upTo = upTo;
    }

    @Override
    public Caller next(SplittableRandom random) {
      int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
      return users[found < 0 ? -found - 1 : found];
    }

    @Override
    public boolean sticky() {
      return true;
    }
  }
}
