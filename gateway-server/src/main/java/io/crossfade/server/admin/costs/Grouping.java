package io.crossfade.server.admin.costs;

import io.crossfade.metrics.cost.CostKey;
import io.crossfade.metrics.cost.CostKey.Place;
import io.crossfade.metrics.cost.CostKey.Tag;
import io.crossfade.metrics.cost.CostKey.Tenant;
import io.crossfade.metrics.cost.DayCost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What costs are added up by: some of migration, arm, provider and model; or tenant; or one tag;
 * each alone or day by day.
 *
 * @param names in the order asked for
 */
record Grouping(List<String> names) {
  private static final Set<String> PLACE = Set.of("migration", "arm", "provider", "model");
  private static final String DAY = "day";
  private static final String TENANT = "tenant";
  private static final String TAG = "tag:";

  /** Empty when it is not a list of names that go together. */
  static Optional<Grouping> of(String list) {
    List<String> names = List.of(list.split(",", -1));
    List<String> others = names.stream().filter(name -> !name.equals(DAY)).toList();
    boolean once = names.stream().distinct().count() == names.size();
    boolean place = PLACE.containsAll(others);
    boolean single = others.size() == 1 && (isTag(others) || others.getFirst().equals(TENANT));
    return once && (place || single) ? Optional.of(new Grouping(names)) : Optional.empty();
  }

  private static boolean isTag(List<String> names) {
    return names.getFirst().startsWith(TAG) && names.getFirst().length() > TAG.length();
  }

  boolean byDay() {
    return names.contains(DAY);
  }

  /** The group of one day's cost, by name; empty where it is of another kind. */
  Optional<Map<String, String>> groupOf(DayCost cost) {
    return groupOf(cost.key())
        .map(
            group -> {
              if (byDay()) {
                group.put(DAY, cost.day().toString());
              }
              return inOrder(group);
            });
  }

  /** The group of one kind of call, whatever the day. */
  Optional<Map<String, String>> groupOf(CostKey key) {
    Map<String, String> all = new LinkedHashMap<>();
    List<String> kinds = new ArrayList<>(names);
    kinds.remove(DAY);
    String kind = kinds.isEmpty() ? "" : kinds.getFirst();
    switch (key) {
      case Place(String migration, var arm, String provider, String model) -> {
        all.put("migration", migration);
        all.put("arm", arm.label());
        all.put("provider", provider);
        all.put("model", model);
        return PLACE.containsAll(kinds) ? Optional.of(only(all, kinds)) : Optional.empty();
      }
      case Tenant(String name) -> {
        all.put(TENANT, name);
        return kind.equals(TENANT) ? Optional.of(all) : Optional.empty();
      }
      case Tag(String name, String value) -> {
        all.put(TAG + name, value);
        return kind.equals(TAG + name) ? Optional.of(all) : Optional.empty();
      }
    }
  }

  private static Map<String, String> only(Map<String, String> all, List<String> kinds) {
    all.keySet().retainAll(kinds);
    return all;
  }

  private Map<String, String> inOrder(Map<String, String> group) {
    Map<String, String> ordered = new LinkedHashMap<>();
    names.forEach(name -> ordered.put(name, group.getOrDefault(name, "")));
    return ordered;
  }
}
