package io.crossfade.server.tap;

import io.crossfade.metrics.export.GatewayMetrics;
import java.util.function.Predicate;

/**
 * Which word stands for a model in a metric: its id where configuration or catalogue know it, so
 * that callers cannot make up labels.
 *
 * @param known whether configuration or catalogue know an id
 */
public record ModelLabels(Predicate<String> known) {

  /** The label of a model id that was sent, empty when none was. */
  public String of(String model) {
    if (model.isEmpty()) {
      return GatewayMetrics.NONE;
    }
    return known.test(model) ? model : GatewayMetrics.OTHER;
  }
}
