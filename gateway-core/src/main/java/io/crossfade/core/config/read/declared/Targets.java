package io.crossfade.core.config.read.declared;

import io.crossfade.core.Target;
import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.config.Secret;
import io.crossfade.core.config.yaml.Words;
import io.crossfade.core.config.yaml.YamlNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code provider} and {@code provider/model}, split at the first slash. */
public final class Targets {
  private final Declared declared;

  /** Looks targets up in what is declared. */
  public Targets(Declared declared) {
    this.declared = declared;
  }

  /** The target, or null, with a problem, when it names no provider of the file. */
  public @Nullable Target read(@Nullable YamlNode node) {
    String text = node == null ? null : node.text();
    if (node == null || text == null) {
      return null;
    }
    int slash = text.indexOf('/');
    String provider = slash < 0 ? text : text.substring(0, slash);
    String model = slash < 0 ? null : text.substring(slash + 1);
    if (model != null && (model.isBlank() || model.indexOf('*') >= 0)) {
      node.error(node.path() + " names no model behind the slash", "write provider/model");
      return null;
    }
    if (!declared.providers().names().contains(provider)) {
      node.error(
          "'%s' names no provider of this file".formatted(node.shown()),
          Words.suggest(provider, declared.providers().names()));
      return null;
    }
    return new Target(provider, model);
  }

  /** Refuses a second target that callers of the first one cannot be translated for. */
  public void refuseUntranslatable(YamlNode node, Target first, Target second) {
    Optional<ProviderConfig> a = provider(first);
    Optional<ProviderConfig> b = provider(second);
    if (a.isEmpty() || b.isEmpty() || a.get().type().wire().equals(b.get().type().wire())) {
      return;
    }
    if (b.get().apiKey() instanceof Secret.Caller) {
      node.error(
          "%s takes the caller's own key, but its callers' keys are for %s, which speaks another API"
              .formatted(b.get().name(), a.get().name()),
          "give %s an api_key of its own".formatted(b.get().name()));
    }
  }

  private Optional<ProviderConfig> provider(Target target) {
    return Optional.ofNullable(declared.providers().valid().get(target.provider()));
  }
}
