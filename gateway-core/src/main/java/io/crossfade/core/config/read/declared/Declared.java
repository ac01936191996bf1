package io.crossfade.core.config.read.declared;

import io.crossfade.core.catalog.Catalog;
import io.crossfade.core.config.KeyConfig;
import io.crossfade.core.config.ModelConfig;
import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.config.ProviderType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What routes and migrations may refer to.
 *
 * @param providers the providers
 * @param models by canonical id
 * @param keys the gateway keys
 * @param catalog facts about models
 * @param aliases canonical ids by the other names the file gives them
 */
public record Declared(
    Providers providers,
    Map<String, ModelConfig> models,
    List<KeyConfig> keys,
    Catalog catalog,
    Map<String, String> aliases) {

  /**
   * The providers of the file.
   *
   * @param names all of them, also those with problems of their own
   * @param valid by name, in file order
   */
  public record Providers(Set<String> names, Map<String, ProviderConfig> valid) {}

  /** Derives the aliases from the models. */
  public Declared(
      Providers providers, Map<String, ModelConfig> models, List<KeyConfig> keys, Catalog catalog) {
    this(providers, models, keys, catalog, aliases(models));
  }

  private static Map<String, String> aliases(Map<String, ModelConfig> models) {
    Map<String, String> aliases = new HashMap<>();
    models.forEach((id, model) -> model.aliases().forEach(alias -> aliases.put(alias, id)));
    return aliases;
  }

  /**
   * The canonical id of a model the file names. Requests are matched by canonical id, so an alias
   * or {@code openai/gpt-4o} in a scope would otherwise match nothing.
   */
  public String canonical(String named) {
    if (aliases.containsKey(named)) {
      return aliases.get(named);
    }
    int slash = named.indexOf('/');
    String rest = named.substring(slash + 1);
    boolean prefixed = slash > 0 && isPrefix(named.substring(0, slash)) && !offered(named);
    if (prefixed && aliases.containsKey(rest)) {
      return aliases.get(rest);
    }
    return prefixed && (offered(rest) || models.containsKey(rest)) ? rest : named;
  }

  private boolean isPrefix(String word) {
    return providers.names.contains(word)
        || types().anyMatch(type -> type.label().equals(word))
        || catalogNames().anyMatch(word::equals);
  }

  private boolean offered(String model) {
    return catalogNames().anyMatch(name -> catalog.offers(name, model));
  }

  private Stream<String> catalogNames() {
    return types().flatMap(type -> type.catalogName().stream());
  }

  private Stream<ProviderType> types() {
    return providers.valid.values().stream().map(ProviderConfig::type).distinct();
  }
}
