package io.crossfade.core.config.read;

import io.crossfade.core.config.yaml.Place;
import io.crossfade.core.config.yaml.Problems;
import io.crossfade.core.config.yaml.YamlEntry;
import io.crossfade.core.config.yaml.YamlNode;
import io.crossfade.core.config.yaml.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where things stand in a file that has been read, for messages about it. */
public final class Whereabouts {
  private Whereabouts() {}

  /** Where each migration begins, by name; of a file without problems. */
  public static Map<String, Place> ofMigrations(String text) {
    Map<String, Place> places = new LinkedHashMap<>();
    YamlNode root = YamlText.read(text, Map.of(), new Problems(""));
    for (YamlEntry section : entries(root)) {
      List<YamlNode> items = section.name().equals("migrations") ? section.value().items() : null;
      for (YamlNode item : items == null ? List.<YamlNode>of() : items) {
        entries(item).stream()
            .filter(key -> key.name().equals("name"))
            .forEach(key -> places.put(String.valueOf(key.value().text()), item.place()));
      }
    }
    return places;
  }

  private static List<YamlEntry> entries(@Nullable YamlNode node) {
    List<YamlEntry> entries = node == null ? null : node.entries();
    return entries == null ? List.of() : entries;
  }
}
