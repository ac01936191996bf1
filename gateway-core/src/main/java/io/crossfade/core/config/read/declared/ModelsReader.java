package io.crossfade.core.config.read.declared;

import io.crossfade.core.config.Glob;
import io.crossfade.core.config.ModelConfig;
import io.crossfade.core.config.yaml.Keys;
import io.crossfade.core.config.yaml.Words;
import io.crossfade.core.config.yaml.YamlEntry;
import io.crossfade.core.config.yaml.YamlMap;
import io.crossfade.core.config.yaml.YamlNode;
import io.crossfade.core.usage.Price;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code models}: other names for models, and their prices. */
public final class ModelsReader {
  private static final Keys KEYS = Keys.of("aliases", "price");
  private static final Keys LONG_PRICE =
      Keys.of("above", "input", "output", "cached_input", "cache_write");
  private static final Keys PRICE =
      Keys.of("input", "output", "cached_input", "cache_write", "long_prompts");
  private static final int MOST_TOKENS = 100_000_000;

  /** US dollars per million tokens. */
  private static final Pattern DOLLARS = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,9})?");

  /** Where each name was first taken, ids and aliases alike. */
  private final Map<String, YamlNode> taken = new HashMap<>();

  private ModelsReader() {}

  /** Reads the section {@code models}, by canonical id. */
  public static Map<String, ModelConfig> read(List<YamlEntry> entries) {
    ModelsReader reader = new ModelsReader();
    entries.forEach(entry -> reader.taken.put(entry.name(), entry.key()));
    Map<String, ModelConfig> models = new LinkedHashMap<>();
    for (YamlEntry entry : entries) {
      Words.filled(entry.key());
      YamlMap map = entry.value().map(KEYS);
      if (map != null) {
        List<String> aliases = reader.aliases(entry, map.items("aliases"));
        models.put(entry.name(), new ModelConfig(aliases, price(map.map("price", PRICE))));
      }
    }
    return Collections.unmodifiableMap(models);
  }

  private static @Nullable Price price(@Nullable YamlMap map) {
    if (map == null) {
      return null;
    }
    YamlMap steps = map.map("long_prompts", LONG_PRICE);
    Price.LongPrompts longPrompts = null;
    if (steps != null) {
      YamlNode above = steps.require("above", "200000");
      Integer tokens = above == null ? null : above.whole(1, MOST_TOKENS);
      longPrompts = new Price.LongPrompts(tokens == null ? 1 : tokens, prices(steps, null));
    }
    return prices(map, longPrompts);
  }

  private static Price prices(YamlMap map, Price.@Nullable LongPrompts longPrompts) {
    return new Price(
        dollars(map.require("input", "2.5")),
        dollars(map.get("output")),
        dollars(map.get("cached_input")),
        dollars(map.get("cache_write")),
        longPrompts);
  }

  private static @Nullable Double dollars(@Nullable YamlNode node) {
    String text = node == null ? null : node.text();
    if (node == null || text == null) {
      return null;
    }
    if (!DOLLARS.matcher(text).matches()) {
      node.error(
          "%s is no price".formatted(node.path()), "write US dollars per million tokens, like 2.5");
      return null;
    }
    return Double.valueOf(text);
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
