package io.crossfade.server.upstream.circuit;

import io.crossfade.core.config.ProviderConfig.CircuitLimits;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The circuits of one provider, one for each model it is asked for. */
public final class Circuits {
  private static final int MOST_MODELS = 200;

  private final Map<String, Circuit> byModel = new ConcurrentHashMap<>();
  private final CircuitLimits limits;
  private final Circuit strangers;

  /** All closed. */
  public Circuits(CircuitLimits limits) {
    this.limits = limits;
    this.strangers = new Circuit(CircuitLimits.OFF);
  }

  /**
   * The circuit of a model. Beyond a number that only callers who make up names reach, a model's
   * circuit never opens.
   *
   * @param model as the provider calls it; empty for calls that name none
   */
  public Circuit of(String model) {
    Circuit known = byModel.get(model);
    if (known != null) {
      return known;
    }
    return byModel.size() < MOST_MODELS
        ? byModel.computeIfAbsent(model, unknown -> new Circuit(limits))
        : strangers;
  }

  /** Every circuit that was asked for so far, by model. */
  public Map<String, Circuit> all() {
    return Collections.unmodifiableMap(byModel);
  }
}
