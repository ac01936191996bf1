package io.crossfade.core.catalog;

import io.crossfade.core.config.Config;
import io.crossfade.core.config.Glob;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.config.RouteConfig;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one mapping between the names callers use and the models meant, for one configuration.
 * Immutable; any thread may ask. Names that are known as they stand cost one lookup and no
 * allocation.
 */
public final class ModelNames {
  private final Catalog catalog;
  private final Map<String, String> canonical = new HashMap<>();
  private final Map<String, String> owners;
  private final Set<String> prefixes = new HashSet<>();
  private final Set<String> declaredPrefixes = new HashSet<>();
  private final List<RouteConfig> globs;
  private final List<Reachable> reachable;

  private ModelNames(Catalog catalog, Config config) {
    this.catalog = catalog;
    this.globs = config.routes().stream().filter(route -> Glob.isGlob(route.model())).toList();
    this.owners = Owners.of(catalog, config);
    rememberPrefixes(config);
    NamedModels.of(config).forEach(id -> canonical.put(id, id));
    owners.keySet().forEach(id -> canonical.put(id, id));
    config.models().forEach((id, model) -> model.aliases().forEach(a -> canonical.put(a, id)));
    this.reachable = reachable(config.routes(), owners);
  }

  private static List<Reachable> reachable(List<RouteConfig> routes, Map<String, String> owners) {
    Map<String, String> served = new TreeMap<>(owners);
    for (RouteConfig route : routes.reversed()) {
      String provider = route.to().provider();
      if (Glob.isGlob(route.model())) {
        served.replaceAll((id, owner) -> Glob.matches(route.model(), id) ? provider : owner);
      } else {
        served.put(route.model(), provider);
      }
    }
    return served.entrySet().stream()
        .map(entry -> new Reachable(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Works out all names of a configuration; takes about a millisecond. */
  public static ModelNames of(Catalog catalog, Config config) {
    return new ModelNames(catalog, config);
  }

  private void rememberPrefixes(Config config) {
    prefixes.addAll(catalog.providers());
    for (ProviderType type : ProviderType.values()) {
      prefixes.add(type.label());
    }
    config
        .providers()
        .forEach(
            (name, provider) -> {
              declaredPrefixes.add(name);
              declaredPrefixes.add(provider.type().label());
              provider.type().catalogName().ifPresent(declaredPrefixes::add);
            });
    prefixes.addAll(declaredPrefixes);
  }

  /**
   * Returns the model a caller means.
   *
   * <p>The name as it stands comes first, so ids with slashes of their own work; then the name
   * behind a provider's prefix. A model only a route's glob knows loses the prefix if the file has
   * such a provider, unless the glob itself is written with a slash.
   *
   * @param asNamed what the request says, unescaped
   * @return the canonical id, or null for a model that neither the file nor the catalogue, for a
   *     provider of the file, knows
   */
  public @Nullable String canonical(String asNamed) {
    String exact = canonical.get(asNamed);
    return exact != null ? exact : behindPrefix(asNamed);
  }

  private @Nullable String behindPrefix(String asNamed) {
    int slash = asNamed.indexOf('/');
    String prefix = slash < 0 ? "" : asNamed.substring(0, slash);
    String rest = asNamed.substring(slash + 1);
    if (prefixes.contains(prefix)) {
      String exact = canonical.get(rest);
      if (exact != null) {
        return exact;
      }
    }
    boolean strip = declaredPrefixes.contains(prefix) && !globWithSlash(asNamed);
    return byGlob(strip ? rest : asNamed);
  }

  private boolean globWithSlash(String name) {
    return globs.stream()
        .anyMatch(route -> route.model().contains("/") && Glob.matches(route.model(), name));
  }

  private @Nullable String byGlob(String name) {
    for (RouteConfig route : globs) {
      if (!name.isEmpty() && Glob.matches(route.model(), name)) {
        return name;
      }
    }
    return null;
  }

  /** The known ids and aliases most like the name, nearest first; time is bounded for any name. */
  public List<String> nearest(String asNamed, int max) {
    return Nearest.of(asNamed, canonical.keySet(), max);
  }

  /** What {@code GET /v1/models} lists, sorted by id: all models with a provider to serve them. */
  public List<Reachable> reachable() {
    return reachable;
  }

  /**
   * Returns the provider a canonical model goes to without routes: the first in file order whose
   * type offers it by the catalogue, else the first that the file names together with the model.
   *
   * @return a provider's name, or null when only a route can serve the model
   */
  public @Nullable String providerOffering(String model) {
    return owners.get(model);
  }

  /** Whether a canonical model answers with vectors, as far as the catalogue knows. */
  public boolean isEmbedding(String model) {
    return catalog.isEmbedding(model);
  }

  /**
   * One model a caller may name.
   *
   * @param id canonical id
   * @param owner name of the provider that serves it outside any migration, routes considered
   */
  public record Reachable(String id, String owner) {}
}
