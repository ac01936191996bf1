package io.crossfade.core.config.read;

import io.crossfade.core.Target;
import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.config.yaml.Words;
import io.crossfade.core.config.yaml.YamlNode;
import io.crossfade.core.wire.Wire;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code provider} and {@code provider/model}, split at the first slash. */
final class Targets {
  private final Declared declared;

  Targets(Declared declared) {
    this.declared = declared;
  }

  /** The target, or null, with a problem, when it names no provider of the file. */
  @Nullable Target read(@Nullable YamlNode node) {
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

  /** Refuses two targets that need a translator between them; {@code node} is the second. */
  void refuseOtherWire(YamlNode node, Target first, Target second) {
    Optional<ProviderConfig> a = provider(first);
    Optional<ProviderConfig> b = provider(second);
    Optional<Wire> wireA = a.flatMap(p -> p.type().wire());
    Optional<Wire> wireB = b.flatMap(p -> p.type().wire());
    if (wireA.isPresent() && wireB.isPresent() && !wireA.equals(wireB)) {
      node.error(
          "%s speaks %s and %s speaks %s; translation between them is not available yet"
              .formatted(
                  a.orElseThrow().name(),
                  label(wireA.get()),
                  b.orElseThrow().name(),
                  label(wireB.get())),
          "choose two providers of one wire");
    }
  }

  private Optional<ProviderConfig> provider(Target target) {
    return Optional.ofNullable(declared.providers().valid().get(target.provider()));
  }

  private static String label(Wire wire) {
    return switch (wire) {
      case OPENAI -> "OpenAI's API";
      case ANTHROPIC -> "Anthropic's API";
    };
  }
}
