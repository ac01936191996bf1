package io.crossfade.loadtest.result;

import io.crossfade.loadtest.proxy.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Everything that was measured, by figure, target and round. */
public final class Figures {
  private final Map<String, Map<String, List<Double>>> values = new LinkedHashMap<>();

  /** Adds the value of one round. */
  public void add(String figure, String target, double value) {
    values
        .computeIfAbsent(figure, _ -> new LinkedHashMap<>())
        .computeIfAbsent(target, _ -> new ArrayList<>())
        .add(value);
  }

  /** All values in the order they were measured. */
  public Map<String, Map<String, List<Double>>> all() {
    return values;
  }

  /** One value a round; none if the figure was not measured. */
  public List<Double> of(String figure, String target) {
    return values.getOrDefault(figure, Map.of()).getOrDefault(target, List.of());
  }

  /** Everything something was measured of. */
  List<String> targets() {
    return values.values().stream()
        .flatMap(targets -> targets.keySet().stream())
        .distinct()
        .toList();
  }

  /** Targets that are neither judged, nor judged by, nor the provider itself. */
  List<String> others() {
    Set<String> known = Set.of(Target.DIRECT, Target.NGINX, Target.CROSSFADE);
    return targets().stream().filter(target -> !known.contains(target)).toList();
  }

  /** The middle one of a figure's rounds. */
  public OptionalDouble median(String figure, String target) {
    return median(of(figure, target));
  }

  static OptionalDouble median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int size = sorted.size();
    return size == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2);
  }
}
