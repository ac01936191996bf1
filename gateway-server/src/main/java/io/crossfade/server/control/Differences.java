package io.crossfade.server.control;

import io.crossfade.core.config.Config;
import io.crossfade.core.config.MigrationConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says in one line what differs between two configurations. Shows names, never values. */
final class Differences {
  private Differences() {}

  static String between(Config before, Config now) {
    List<String> all = new ArrayList<>();
    named("provider", before.providers(), now.providers(), all);
    named("model", before.models(), now.models(), all);
    named("migration", byName(before), byName(now), all);
    whole("routes", before.routes(), now.routes(), all);
    whole("keys", before.keys(), now.keys(), all);
    whole("notify", before.notices(), now.notices(), all);
    whole("response_headers", before.responseHeaders(), now.responseHeaders(), all);
    whole("retention", kept(before), kept(now), all);
    whole("drain", before.drainMillis(), now.drainMillis(), all);
    if (!before.server().equals(now.server()) || !before.store().equals(now.store())) {
      all.add("server and store settings change with the next restart");
    }
    return all.isEmpty() ? "nothing changed" : String.join(", ", all);
  }

  private static Optional<Duration> kept(Config config) {
    return Optional.ofNullable(config.retention());
  }

  private static void named(
      String kind, Map<String, ?> before, Map<String, ?> now, List<String> all) {
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      String change = change(before.get(name), now.get(name));
      if (!change.isEmpty()) {
        all.add("%s '%s' %s".formatted(kind, name, change));
      }
    }
  }

  private static String change(@Nullable Object before, @Nullable Object now) {
    if (Objects.equals(before, now)) {
      return "";
    }
    if (before == null || now == null) {
      return before == null ? "added" : "removed";
    }
    return "changed";
  }

  private static void whole(String what, Object before, Object now, List<String> all) {
    if (!before.equals(now)) {
      all.add(what + " changed");
    }
  }

  private static Map<String, MigrationConfig> byName(Config config) {
    Map<String, MigrationConfig> byName = new LinkedHashMap<>();
    config.migrations().forEach(migration -> byName.put(migration.name(), migration));
    return byName;
  }
}
