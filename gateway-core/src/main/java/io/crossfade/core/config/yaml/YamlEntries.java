package io.crossfade.core.config.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The entries of a mapping in file order; a key that stands twice, an error already, counts once.
 */
final class YamlEntries {
  private final MappingNode map;
  private final String path;
  private final YamlSource source;

  YamlEntries(MappingNode map, String path, YamlSource source) {
    this.map = map;
    this.path = path;
    this.source = source;
  }

  List<YamlEntry> all() {
    Map<String, YamlEntry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : map.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        entries.putIfAbsent(key.getValue(), entry(key, tuple));
      }
    }
    return List.copyOf(entries.values());
  }

  private YamlEntry entry(ScalarNode key, NodeTuple tuple) {
    String below = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
    String shown = YamlNode.shown(below);
    return new YamlEntry(
        key.getValue(),
        new YamlNode(key, shown, source),
        new YamlNode(tuple.getValueNode(), shown, source));
  }
}
