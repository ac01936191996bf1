package io.crossfade.metrics.cost;

import io.crossfade.core.Arm;
import java.util.List;
import java.util.Optional;

/** What costs are added up by. */
public sealed interface CostKey {

  /** The word for its kind, in the store. */
  String dimension();

  /** What tells it from others of its kind. */
  List<String> parts();

  /**
   * Where a call was answered.
   *
   * @param migration name, {@code none} outside migrations
   * @param provider name in the configuration
   * @param model label of the model that was asked
   */
  record Place(String migration, Arm arm, String provider, String model) implements CostKey {
    private static final String DIMENSION = "place";

    @Override
    public String dimension() {
      return DIMENSION;
    }

    @Override
    public List<String> parts() {
      return List.of(migration, arm.label(), provider, model);
    }
  }

  /** Whom the key of a call belongs to. */
  record Tenant(String name) implements CostKey {
    private static final String DIMENSION = "tenant";

    @Override
    public String dimension() {
      return DIMENSION;
    }

    @Override
    public List<String> parts() {
      return List.of(name);
    }
  }

  /** What callers say a call is for. */
  record Tag(String name, String value) implements CostKey {
    private static final String DIMENSION = "tag";

    @Override
    public String dimension() {
      return DIMENSION;
    }

    @Override
    public List<String> parts() {
      return List.of(name, value);
    }
  }

  /** What {@link #dimension} and {@link #parts} gave; empty for what another version wrote. */
  static Optional<CostKey> of(String dimension, List<String> parts) {
    return switch (dimension + parts.size()) {
      case Place.DIMENSION + 4 -> arm(parts.get(1)).map(arm -> place(parts, arm));
      case Tenant.DIMENSION + 1 -> Optional.of(new Tenant(parts.getFirst()));
      case Tag.DIMENSION + 2 -> Optional.of(new Tag(parts.getFirst(), parts.get(1)));
      default -> Optional.empty();
    };
  }

  private static Place place(List<String> parts, Arm arm) {
    return new Place(parts.getFirst(), arm, parts.get(2), parts.get(3));
  }

  private static Optional<Arm> arm(String label) {
    return List.of(Arm.values()).stream().filter(arm -> arm.label().equals(label)).findFirst();
  }
}
