package io.crossfade.core.config.read.migration;

import io.crossfade.core.catalog.Nearest;
import io.crossfade.core.config.KeyConfig;
import io.crossfade.core.config.MigrationConfig.Rule;
import io.crossfade.core.config.MigrationConfig.Rule.Subject;
import io.crossfade.core.config.MigrationConfig.StickyBy;
import io.crossfade.core.config.MigrationConfig.StickyBy.Source;
import io.crossfade.core.config.yaml.Keys;
import io.crossfade.core.config.yaml.Words;
import io.crossfade.core.config.yaml.YamlEntry;
import io.crossfade.core.config.yaml.YamlMap;
import io.crossfade.core.config.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads who may get the candidate ({@code only}) and what keeps them there ({@code sticky_by}). */
public final class CohortReader {
  private static final Keys KEYS = Keys.of("header", "key", "tenant", "user");
  private static final String HEADER = "header:";
  private static final Map<String, Source> SOURCES =
      Map.of(
          "request_id", Source.REQUEST_ID,
          "user", Source.USER,
          "session", Source.SESSION,
          "key", Source.KEY);

  private final List<String> keyIds;
  private final List<String> tenants;

  CohortReader(List<KeyConfig> keys) {
    this.keyIds = keys.stream().map(KeyConfig::id).toList();
    this.tenants = keys.stream().flatMap(key -> Stream.ofNullable(key.tenant())).toList();
  }

  List<Rule> only(@Nullable YamlNode node) {
    YamlMap map = node == null ? null : node.map(KEYS);
    if (map == null) {
      return List.of();
    }
    List<Rule> rules = new ArrayList<>();
    for (YamlEntry header : map.entries("header")) {
      String name = Words.header(header.key());
      if (name != null) {
        rules.add(new Rule(Subject.HEADER, name, values(header.value())));
      }
    }
    declared(map.get("key"), Subject.KEY, keyIds, rules);
    declared(map.get("tenant"), Subject.TENANT, tenants, rules);
    YamlNode user = map.get("user");
    if (user != null) {
      rules.add(new Rule(Subject.USER, null, values(user)));
    }
    if (rules.isEmpty()) {
      map.self().error("only has no condition", "name one, or remove the key");
    }
    return rules;
  }

  private static void declared(
      @Nullable YamlNode node, Subject subject, List<String> known, List<Rule> rules) {
    List<YamlNode> items = node == null ? null : node.items();
    if (node == null || items == null) {
      return;
    }
    items.forEach(item -> refuseDangling(item, subject, known));
    rules.add(new Rule(subject, null, values(node)));
  }

  private static void refuseDangling(YamlNode item, Subject subject, List<String> known) {
    String text = item.isText() ? item.text() : null;
    if (text != null && !known.contains(text)) {
      String what = subject.name().toLowerCase(Locale.ROOT);
      // A list of all would show names that come from the environment.
      String fix =
          Nearest.to(text, known)
              .map(near -> "did you mean '%s'?".formatted(near))
              .orElse("declare it under keys:");
      item.error("no %s '%s' is declared under keys".formatted(what, item.shown()), fix);
    }
  }

  private static List<String> values(YamlNode node) {
    List<YamlNode> items = node.items();
    if (items == null) {
      return List.of();
    }
    if (items.isEmpty()) {
      node.error(node.path() + " lists none, so nobody could match", "name at least one");
    }
    return Words.texts(items);
  }

  StickyBy stickyBy(@Nullable YamlNode node) {
    String text = node == null ? null : node.text();
    if (node == null || text == null) {
      return StickyBy.REQUEST_ID;
    }
    if (text.startsWith(HEADER) && Words.isHeader(text.substring(HEADER.length()))) {
      String name = text.substring(HEADER.length()).toLowerCase(Locale.ROOT);
      return new StickyBy(Source.HEADER, name);
    }
    Source source = SOURCES.get(text);
    if (source == null) {
      node.error(
          "'%s' cannot keep a caller on one arm".formatted(node.shown()),
          "write request_id, user, session, key or header:NAME");
      return StickyBy.REQUEST_ID;
    }
    if (source == Source.KEY && keyIds.isEmpty()) {
      node.warning("no keys are declared, so every request counts for itself", "declare keys:");
    }
    return new StickyBy(source, null);
  }
}
