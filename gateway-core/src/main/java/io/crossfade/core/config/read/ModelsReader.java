package io.crossfade.core.config.read;

import io.crossfade.core.config.Glob;
import io.crossfade.core.config.ModelConfig;
import io.crossfade.core.config.yaml.Keys;
import io.crossfade.core.config.yaml.Words;
import io.crossfade.core.config.yaml.YamlEntry;
import io.crossfade.core.config.yaml.YamlMap;
import io.crossfade.core.config.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code models}: other names for models. */
final class ModelsReader {
  private static final Keys KEYS = Keys.of("aliases").notYet("price");

  /** Where each name was first taken, ids and aliases alike. */
  private final Map<String, YamlNode> taken = new HashMap<>();

  private ModelsReader() {}

  static Map<String, ModelConfig> read(List<YamlEntry> entries) {
    ModelsReader reader = new ModelsReader();
    entries.forEach(entry -> reader.taken.put(entry.name(), entry.key()));
    Map<String, ModelConfig> models = new LinkedHashMap<>();
    for (YamlEntry entry : entries) {
      Words.filled(entry.key());
      YamlMap map = entry.value().map(KEYS);
      if (map != null) {
        models.put(entry.name(), new ModelConfig(reader.aliases(entry, map.items("aliases"))));
      }
    }
    return Collections.unmodifiableMap(models);
  }

  private List<String> aliases(YamlEntry model, List<YamlNode> items) {
    if (Glob.isGlob(model.name()) && !items.isEmpty()) {
      model.key().error("a glob cannot have aliases", "name one model");
    }
    List<String> aliases = new ArrayList<>();
    for (YamlNode item : items) {
      String alias = Words.filled(item);
      if (alias != null && isFree(alias, item)) {
        aliases.add(alias);
      }
    }
    return aliases;
  }

  private boolean isFree(String alias, YamlNode node) {
    if (Glob.isGlob(alias)) {
      node.error("an alias cannot be a glob", "write out each alias");
      return false;
    }
    YamlNode first = taken.putIfAbsent(alias, node);
    if (first != null) {
      node.error(
          "'%s' already names a model on line %d".formatted(node.shown(), first.place().line()),
          "keep it in one place");
    }
    return first == null;
  }
}
