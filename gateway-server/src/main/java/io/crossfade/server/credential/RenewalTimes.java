package io.crossfade.server.credential;

import java.time.Duration;
import java.time.Instant;

/** When a credential is fetched again. */
final class RenewalTimes {
  /** Longest pause between two looks at the clock. */
  static final Duration LOOK = Duration.ofMinutes(1);

  /** Ahead of the end, so that an issuer may be away for a while and nobody notices. */
  private static final Duration AHEAD = Duration.ofMinutes(10);

  /** Those that live for days are still fetched daily, as keys behind them are revoked. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 6;

  private RenewalTimes() {}

  /** Ten minutes before it expires, or at half its time where that is later. */
  static Instant after(Instant now, Instant expires) {
    if (expires.isAfter(now.plus(LONGEST))) {
      return now.plus(LONGEST);
    }
    Duration life = Duration.between(now, expires);
    Instant half = now.plus(life.dividedBy(2));
    Instant ahead = expires.minus(AHEAD);
    Instant next = half.isAfter(ahead) ? half : ahead;
    Instant soonest = now.plus(FIRST_WAIT);
    return next.isAfter(soonest) ? next : soonest;
  }

  /** A second after the first failure in a row, and twice as long each time, up to 64 seconds. */
  static Instant afterFailure(Instant now, int failures) {
    return now.plus(FIRST_WAIT.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS)));
  }
}
