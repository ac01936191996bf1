package io.crossfade.metrics.judge.advance;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Tells people what a stage waits for. */
final class Waiting {
  private static final DateTimeFormatter SOON = format("HH:mm");
  private static final DateTimeFormatter THIS_WEEK = format("EEEE HH:mm");
  private static final DateTimeFormatter LATER = format("d MMMM uuuu");
  private static final Duration A_DAY = Duration.ofHours(24);
  private static final Duration A_WEEK = Duration.ofDays(6);
  private static final double MOST_SECONDS = Duration.ofDays(3_650).toSeconds();
  private static final double PER_HOUR = 3_600;

  private Waiting() {}

  static String sentence(StageProgress progress, Instant now) {
    if (progress.needed() == Long.MAX_VALUE) {
      return "candidate %d requests; at the present rate of failures no number of them would be a proof"
          .formatted(progress.candidate());
    }
    return "candidate %d requests, about %d needed, %s"
        .formatted(progress.candidate(), progress.needed(), when(progress, now));
  }

  private static String when(StageProgress progress, Instant now) {
    if (progress.perSecond() == 0 || progress.secondsLeft() > MOST_SECONDS) {
      return "at too few to say when";
    }
    Instant ready = now.plusSeconds((long) progress.secondsLeft());
    return "at %s ready around %s UTC".formatted(pace(progress.perSecond()), moment(now, ready));
  }

  private static String pace(double perSecond) {
    double hourly = perSecond * PER_HOUR;
    if (hourly < 100) {
      return number(hourly) + " per hour";
    }
    return perSecond < 1
        ? number(perSecond * 60) + " per minute"
        : number(perSecond) + " per second";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 9.95 ? "%.1f" : "%.0f", value).replace(".0", "");
  }

  private static String moment(Instant now, Instant ready) {
    Duration until = Duration.between(now, ready);
    DateTimeFormatter form =
        until.compareTo(A_DAY) < 0 ? SOON : until.compareTo(A_WEEK) < 0 ? THIS_WEEK : LATER;
    return form.format(ready);
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }
}
