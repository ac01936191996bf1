package io.crossfade.core.config.read;

import io.crossfade.core.config.CostConfig;
import io.crossfade.core.config.yaml.Keys;
import io.crossfade.core.config.yaml.YamlEntry;
import io.crossfade.core.config.yaml.YamlMap;
import io.crossfade.core.config.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code costs}, and the tags of gateway keys. */
final class CostsReader {
  private static final Keys KEYS = Keys.of("tags");
  private static final int MOST = 8;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._:@/+-]{1,64}");

  private CostsReader() {}

  static CostConfig read(YamlMap file) {
    YamlMap map = file.map("costs", KEYS);
    if (map == null) {
      return CostConfig.DEFAULT;
    }
    List<String> tags = new ArrayList<>();
    for (YamlNode item : map.items("tags")) {
      String tag = item.text();
      if (tag == null) {
        continue;
      }
      if (!NAME.matcher(tag).matches()) {
        item.error("'%s' is no name of a tag".formatted(tag), "write one like team or cost-center");
      } else if (tags.contains(tag)) {
        item.error("tag '%s' is there twice".formatted(tag), "remove one");
      } else if (tags.size() == MOST) {
        item.error("more than %d tags are too many to tell apart".formatted(MOST), "keep fewer");
      } else {
        tags.add(tag);
      }
    }
    return new CostConfig(tags);
  }

  /** The tags of one key, which must be among those that are told apart. */
  static Map<String, String> tags(YamlMap key, CostConfig costs) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (YamlEntry entry : key.entries("tags")) {
      String value = entry.value().text();
      if (!costs.tags().contains(entry.name())) {
        entry.key().error("tag '%s' is not kept".formatted(entry.name()), "add it to costs.tags");
      } else if (value != null && !VALUE.matcher(value).matches()) {
        entry
            .value()
            .error(
                entry.value().path() + " is no value of a tag",
                "write up to 64 letters, digits and . _ : @ / + -");
      } else if (value != null) {
        tags.put(entry.name(), value);
      }
    }
    return tags;
  }
}
