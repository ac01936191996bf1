package io.crossfade.core.config.read;

import io.crossfade.core.config.CostConfig;
import io.crossfade.core.config.KeyConfig;
import io.crossfade.core.config.Secret;
import io.crossfade.core.config.yaml.Keys;
import io.crossfade.core.config.yaml.SecretReader;
import io.crossfade.core.config.yaml.Words;
import io.crossfade.core.config.yaml.YamlMap;
import io.crossfade.core.config.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code keys}: the gateway keys callers may send. */
final class KeysReader {
  private static final Keys KEYS = Keys.of("id", "key", "tenant", "may", "tags");
  private static final List<String> RIGHTS = List.of("pin", "explain");

  private final Map<String, YamlNode> ids = new HashMap<>();
  private final Map<Secret, YamlNode> secrets = new HashMap<>();

  private final CostConfig costs;

  private KeysReader(CostConfig costs) {
    this.costs = costs;
  }

  static List<KeyConfig> read(List<YamlNode> items, CostConfig costs) {
    KeysReader reader = new KeysReader(costs);
    List<KeyConfig> keys = new ArrayList<>();
    for (YamlNode item : items) {
      YamlMap map = item.map(KEYS);
      KeyConfig key = map == null ? null : reader.key(map);
      if (key != null) {
        keys.add(key);
      }
    }
    return List.copyOf(keys);
  }

  private @Nullable KeyConfig key(YamlMap map) {
    YamlNode idNode = map.require("id", "ci");
    String id = idNode == null ? null : Words.name(idNode, ids);
    YamlNode keyNode = map.require("key", "\"${CI_KEY}\"");
    Secret key = keyNode == null ? null : SecretReader.read(keyNode, false);
    String tenant = map.text("tenant");
    Set<String> may = rights(map.items("may"));
    Map<String, String> tags = CostsReader.tags(map, costs);
    if (id == null || keyNode == null || key == null) {
      return null;
    }
    refuseTwice(keyNode, key);
    return new KeyConfig(id, key, tenant, may, tags);
  }

  private void refuseTwice(YamlNode node, Secret key) {
    Secret bare =
        key instanceof Secret.Value(String variable, String value)
            ? new Secret.Value("", value)
            : key;
    YamlNode first = secrets.putIfAbsent(bare, node);
    if (first != null) {
      node.error(
          "this key is the same as the one on line " + first.place().line(),
          "give every id a key of its own");
    }
  }

  private static Set<String> rights(List<YamlNode> items) {
    Set<String> rights = new HashSet<>();
    for (YamlNode item : items) {
      String right = Words.oneOf(item, RIGHTS);
      if (right != null) {
        rights.add(right);
      }
    }
    return rights;
  }
}
