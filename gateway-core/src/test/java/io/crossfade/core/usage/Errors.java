package io.crossfade.core.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Relative errors of guesses. */
final class Errors {
  private final List<Double> errors = new ArrayList<>();
  private long guessed;
  private long real;

  void add(long guess, long truth) {
    errors.add(Math.abs((double) guess / truth - 1));
    errors.sort(null);
    guessed += guess;
    real += truth;
  }

  int count() {
    return errors.size();
  }

  /** Of all guesses added up, with its sign. */
  double sum() {
    return (double) guessed / real - 1;
  }

  double median() {
    return errors.get(errors.size() / 2);
  }

  double ninetieth() {
    return errors.get(errors.size() * 9 / 10);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d guesses: median %.1f %%, 90th %.1f %%, sum %+.1f %%",
        count(),
        100 * median(),
        100 * ninetieth(),
        100 * sum());
  }
}
