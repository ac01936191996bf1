package io.crossfade.loadtest.soak;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Series of samples, and whether one of them rises. */
public final class Flatness {
  private static final double PART = 0.10;
  private static final Map<String, Double> SLACK =
      Map.of(
          Sample.HEAP, 4_096.0,
          Sample.DIRECT, 4_096.0,
          Sample.DESCRIPTORS, 10.0,
          Sample.THREADS, 3.0);

  private final Map<String, List<Double>> series = new LinkedHashMap<>();

  /** Adds one value to each series. */
  public void add(Map<String, Double> sample) {
    sample.forEach(
        (name, value) -> series.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
  }

  /**
   * The series that rose by more than a tenth and a little, in words. The first third is left out:
   * pools fill in it.
   */
  public List<String> rising() {
    List<String> rising = new ArrayList<>();
    series.forEach(
        (name, values) -> {
          double middle = median(values.subList(values.size() / 3, 2 * values.size() / 3));
          double last = median(values.subList(2 * values.size() / 3, values.size()));
          if (last > middle * (1 + PART) + SLACK.getOrDefault(name, 0.0)) {
            rising.add("%s rose from %.0f to %.0f".formatted(name, middle, last));
          }
        });
    return rising;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
