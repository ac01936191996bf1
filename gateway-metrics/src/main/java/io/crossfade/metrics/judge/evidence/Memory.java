package io.crossfade.metrics.judge.evidence;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Evidence on its way over a restart: the numbers of each part, by its name. A part that finds less
 * or more than it wrote makes the whole of it useless, since a judge that remembers half would
 * weigh the rest wrongly.
 */
public final class Memory {
  private final Map<String, double[]> numbers;
  private boolean whole = true;

  private Memory(Map<String, double[]> numbers) {
    this.numbers = numbers;
  }

  /** To be written to. */
  public static Memory empty() {
    return new Memory(new TreeMap<>());
  }

  /** To be read from. */
  public static Memory of(Map<String, double[]> numbers) {
    return new Memory(new TreeMap<>(numbers));
  }

  /** Notes a part's numbers; counts are exact up to 2^53. */
  public void put(String part, double... values) {
    numbers.put(part, values);
  }

  /** A part's numbers; zeros, and no longer {@link #whole}, where there are not as many. */
  public double[] get(String part, int count) {
    double[] found = numbers.get(part);
    if (found == null || found.length != count) {
      whole = false;
      return new double[count];
    }
    return found.clone();
  }

  /** The same for counts. */
  public Counts counts(String part) {
    double[] found = get(part, 4);
    return new Counts((long) found[0], (long) found[1], (long) found[2], (long) found[3]);
  }

  public void put(String part, Counts counts) {
    put(
        part,
        (double) counts.x0(),
        (double) counts.n0(),
        (double) counts.x1(),
        (double) counts.n1());
  }

  /** Whether everything asked for so far was there, and is a number. */
  public boolean whole() {
    return whole
        && numbers.values().stream().flatMapToDouble(Arrays::stream).noneMatch(Double::isNaN);
  }

  public Map<String, double[]> numbers() {
    return Map.copyOf(numbers);
  }
}
