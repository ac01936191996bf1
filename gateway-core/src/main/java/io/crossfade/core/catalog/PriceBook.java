package io.crossfade.core.catalog;

import io.crossfade.core.config.Config;
import io.crossfade.core.config.Glob;
import io.crossfade.core.config.ModelConfig;
import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.usage.Price;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs at a provider, for one configuration: by the file where it says so, else by
 * the catalogue's list price. Any thread may ask; asking again costs two lookups.
 */
public final class PriceBook {
  /** Ids that only a glob knows come from callers, so not all of them are remembered. */
  private static final int MOST_REMEMBERED = 2_000;

  private final Catalog catalog;
  private final Map<String, ProviderConfig> providers;
  private final Map<String, Price> declared = new LinkedHashMap<>();
  private final Map<String, Map<String, Optional<Price>>> known = new ConcurrentHashMap<>();

  private PriceBook(Catalog catalog, Config config) {
    this.catalog = catalog;
    this.providers = config.providers();
    config.models().forEach(this::declare);
    providers.keySet().forEach(name -> known.put(name, new ConcurrentHashMap<>()));
  }

  public static PriceBook of(Catalog catalog, Config config) {
    return new PriceBook(catalog, config);
  }

  private void declare(String model, ModelConfig config) {
    if (config.price() != null) {
      declared.put(model, config.price());
    }
  }

  /**
   * Finds a price.
   *
   * @param provider its name in the configuration
   * @param model id that is sent to it
   * @return null where nobody knows one: it is not free
   */
  public @Nullable Price price(String provider, String model) {
    Map<String, Optional<Price>> here = known.get(provider);
    if (here == null) {
      return null;
    }
    Optional<Price> found = here.get(model);
    if (found == null) {
      found = Optional.ofNullable(look(provider, model));
      if (here.size() < MOST_REMEMBERED) {
        here.put(model, found);
      }
    }
    return found.orElse(null);
  }

  private @Nullable Price look(String provider, String model) {
    Price exact = declared.get(model);
    if (exact != null) {
      return exact;
    }
    for (Map.Entry<String, Price> each : declared.entrySet()) {
      if (Glob.matches(each.getKey(), model)) {
        return each.getValue();
      }
    }
    ProviderConfig config = providers.get(provider);
    return Optional.ofNullable(config)
        .flatMap(known -> known.type().catalogName())
        .flatMap(name -> catalog.find(name, model))
        .map(Model::price)
        .orElse(null);
  }
}
