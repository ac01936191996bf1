package io.crossfade.core.config.read.migration;

import io.crossfade.core.Target;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.MigrationConfig.StickyBy;
import io.crossfade.core.config.Rollout;
import io.crossfade.core.config.read.declared.Declared;
import io.crossfade.core.config.read.declared.NotifyReader;
import io.crossfade.core.config.read.declared.Targets;
import io.crossfade.core.config.yaml.Keys;
import io.crossfade.core.config.yaml.Words;
import io.crossfade.core.config.yaml.YamlMap;
import io.crossfade.core.config.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code migrations}. */
public final class MigrationsReader {
  private static final Keys KEYS =
      Keys.of(
              "name",
              "from",
              "to",
              "models",
              "only",
              "sticky_by",
              "strategy",
              "split",
              "schedule",
              "phases",
              "hold_back",
              "hypercare",
              "advance",
              "min_requests",
              "on_insufficient",
              "execute_at",
              "conversations",
              "fallback",
              "salt",
              "rollback",
              "alert",
              "notify",
              "allow_mixed_embeddings")
          .notYet("shadow");

  private final Declared declared;
  private final NotifyReader notices;
  private final Targets targets;
  private final CohortReader cohorts;
  private final RolloutReader rollouts;
  private final ScopeChecks checks;
  private final Map<String, YamlNode> names = new HashMap<>();

  /** Checks migrations against what else the file declares. */
  public MigrationsReader(Declared declared, NotifyReader notices) {
    this(declared, notices, List.of());
  }

  /**
   * @param above migrations that take their calls before those that are read
   */
  MigrationsReader(Declared declared, NotifyReader notices, List<MigrationConfig> above) {
    this.notices = notices;
    this.declared = declared;
    this.targets = new Targets(declared);
    this.cohorts = new CohortReader(declared.keys());
    this.rollouts = new RolloutReader(new StagesReader(cohorts, declared));
    this.checks = new ScopeChecks(declared, above);
  }

  /** Every key a migration may have. */
  public static Set<String> keys() {
    return Set.copyOf(KEYS.all());
  }

  /** Reads the section {@code migrations}, in file order. */
  public List<MigrationConfig> read(List<YamlNode> items) {
    List<MigrationConfig> migrations = new ArrayList<>();
    for (YamlNode item : items) {
      YamlMap map = item.map(KEYS);
      MigrationConfig migration = map == null ? null : migration(map);
      if (migration != null) {
        migrations.add(migration);
      }
    }
    return List.copyOf(migrations);
  }

  private @Nullable MigrationConfig migration(YamlMap map) {
    String name = name(map.require("name", "to-new-model"));
    notices.migration(name, map);
    Target from = targets.read(map.require("from", "NAME/MODEL"));
    YamlNode toNode = map.require("to", "NAME/MODEL");
    Target to = targets.read(toNode);
    StickyBy stickyBy = cohorts.stickyBy(map.get("sticky_by"));
    Rollout rollout = rollouts.read(map, stickyBy);
    YamlMap alert = GatesReader.alert(map);
    MigrationConfig migration =
        new MigrationConfig(
            orElse(name, ""),
            orElse(from, UNKNOWN),
            orElse(to, UNKNOWN),
            scope(map, from),
            cohorts.only(map.get("only")),
            stickyBy,
            rollout,
            fallsBack(map.get("fallback")),
            salt(map.get("salt"), orElse(name, "")),
            GatesReader.rollback(map, alert),
            GatesReader.alertLimits(alert),
            map.flag("allow_mixed_embeddings", false));
    if (name == null || from == null || to == null || toNode == null) {
      return null;
    }
    refuseSameArms(toNode, from, to);
    targets.refuseUntranslatable(toNode, from, to);
    checks.check(migration, map);
    return migration;
  }

  private static final Target UNKNOWN = new Target("", null);

  private static <T> T orElse(@Nullable T value, T fallback) {
    return value == null ? fallback : value;
  }

  private @Nullable String name(@Nullable YamlNode node) {
    String name = node == null ? null : Words.name(node, names);
    if (node != null && "none".equals(name)) {
      node.error("a migration cannot be named none", "metrics use it for calls outside all");
    }
    return name;
  }

  private static String salt(@Nullable YamlNode node, String name) {
    String salt = node == null ? null : Words.filled(node);
    return orElse(salt, name);
  }

  /** The requested models in scope: {@code models}, else the model in {@code from}, else all. */
  private List<String> scope(YamlMap map, @Nullable Target from) {
    YamlNode node = map.get("models");
    List<String> models = Words.texts(map.items("models"));
    if (node != null && models.isEmpty()) {
      node.error("models lists none", "name at least one, or remove the key");
    }
    if (node == null && from != null && from.model() != null) {
      models = List.of(from.model());
    }
    return models.stream().map(declared::canonical).distinct().toList();
  }

  private static boolean fallsBack(@Nullable YamlNode node) {
    return node == null || !"none".equals(Words.oneOf(node, List.of("control", "none")));
  }

  private static void refuseSameArms(YamlNode node, Target from, Target to) {
    if (from.equals(to)) {
      node.error("from and to are the same", "name another provider or model");
    }
  }
}
