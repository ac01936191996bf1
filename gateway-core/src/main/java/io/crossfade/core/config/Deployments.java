package io.crossfade.core.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a resource of Azure is asked, and for what.
 *
 * @param apiVersion version of the dated API, or null for the v1 API
 * @param fixed deployment of every model that has none of its own here; null where a deployment is
 *     called what its model is
 * @param byModel deployments by model id
 */
public record Deployments(
    @Nullable String apiVersion, @Nullable String fixed, Map<String, String> byModel) {
  public static final Deployments AS_NAMED = new Deployments(null, null, Map.of());

  public Deployments {
    byModel = Map.copyOf(byModel);
  }

  /** The deployment of a model; null when neither is known. */
  public @Nullable String of(@Nullable String model) {
    String own = model == null ? null : byModel.get(model);
    if (own != null) {
      return own;
    }
    return fixed == null ? model : fixed;
  }
}
