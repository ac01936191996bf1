package io.crossfade.core.config.yaml;

import io.crossfade.core.catalog.Nearest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mapping with fixed keys. Getters answer the default for a key that is absent, and for one whose
 * value is wrong once that is among the problems.
 */
public final class YamlMap {
  private final YamlNode self;
  private final Map<String, YamlNode> values = new HashMap<>();
  private final Set<String> misspelt = new HashSet<>();

  private YamlMap(YamlNode self) {
    this.self = self;
  }

  static YamlMap of(List<YamlEntry> entries, YamlNode self, Keys keys) {
    YamlMap map = new YamlMap(self);
    for (YamlEntry entry : entries) {
      if (keys.known().contains(entry.name())) {
        map.values.put(entry.name(), entry.value());
      } else if (keys.notYet().contains(entry.name())) {
        refuseNotYet(entry);
      } else {
        map.refuseUnknown(entry, keys);
      }
    }
    return map;
  }

  private static void refuseNotYet(YamlEntry entry) {
    entry.key().error(entry.key().path() + " is not available yet", "remove it");
  }

  private void refuseUnknown(YamlEntry entry, Keys keys) {
    Optional<String> meant = Nearest.to(entry.name(), keys.all());
    meant.ifPresent(misspelt::add);
    String fix =
        meant
            .map(near -> "did you mean '" + near + "'?")
            .orElse("known keys are " + String.join(", ", keys.known()));
    entry.key().error("unknown key '%s'".formatted(entry.key().shown()), fix);
  }

  /** The mapping as a value, to complain about it as a whole. */
  public YamlNode self() {
    return self;
  }

  /** The value of a key, or null without one. */
  public @Nullable YamlNode get(String key) {
    return values.get(key);
  }

  /**
   * The value of a key that must be there; null, with a problem, when it is not. A key that seems
   * to be there misspelt is a problem already, and one mistake should be told once.
   */
  public @Nullable YamlNode require(String key, String example) {
    YamlNode value = values.get(key);
    if (value == null && !misspelt.contains(key)) {
      String where = self.path().isEmpty() ? "the file" : self.path();
      self.error(where + " has no '" + key + "'", "add " + key + ": " + example);
    }
    return value;
  }

  public @Nullable String text(String key) {
    YamlNode value = values.get(key);
    return value == null ? null : value.text();
  }

  public String text(String key, String fallback) {
    return Objects.requireNonNullElse(text(key), fallback);
  }

  public boolean flag(String key, boolean fallback) {
    YamlNode value = values.get(key);
    Boolean flag = value == null ? null : value.flag();
    return flag == null ? fallback : flag;
  }

  /** A whole number from 0 or 1 up, see {@link YamlNode#whole}. */
  public int whole(String key, int least, int most, int fallback) {
    YamlNode value = values.get(key);
    Integer number = value == null ? null : value.whole(least, most);
    return number == null ? fallback : number;
  }

  /** A duration above zero, in milliseconds. */
  public long millis(String key, long fallback) {
    YamlNode value = values.get(key);
    Long millis = value == null ? null : value.millis(1);
    return millis == null ? fallback : millis;
  }

  /** A mapping with fixed keys, or null without one. */
  public @Nullable YamlMap map(String key, Keys keys) {
    YamlNode value = values.get(key);
    return value == null ? null : value.map(keys);
  }

  /** The items of a list, none without the key. */
  public List<YamlNode> items(String key) {
    YamlNode value = values.get(key);
    List<YamlNode> items = value == null ? null : value.items();
    return items == null ? List.of() : items;
  }

  /** The entries of a mapping whose keys are the operator's, none without the key. */
  public List<YamlEntry> entries(String key) {
    YamlNode value = values.get(key);
    List<YamlEntry> entries = value == null ? null : value.entries();
    return entries == null ? List.of() : entries;
  }
}
