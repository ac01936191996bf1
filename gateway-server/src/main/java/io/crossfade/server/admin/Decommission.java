package io.crossfade.server.admin;

import io.crossfade.core.Target;
import io.crossfade.core.config.Config;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.RouteConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is left to do once a migration is completed, in the order in which it is safe. */
final class Decommission {
  private static final Duration GRACE = Duration.ofDays(7);

  private Decommission() {}

  /**
   * The list for one migration.
   *
   * @param made whether it stands in no file
   * @param completed when everything had moved
   */
  static List<String> checklist(
      MigrationConfig migration, Config config, boolean made, Instant completed) {
    Target old = migration.from();
    Target next = migration.to();
    List<String> left = new ArrayList<>();
    left.add(
        "until %s: keep provider '%s', its key and its quota; 'rollback' goes back to it at once"
            .formatted(completed.plus(GRACE), old.provider()));
    left.add(
        "route what it moved: routes: [{model: \"%s\", to: %s}]"
            .formatted(
                migration.models().isEmpty() ? "*" : String.join(", ", migration.models()), next));
    left.add(removal(migration.name(), made));
    List<String> users = users(old.provider(), migration, config);
    left.add(
        users.isEmpty()
            ? "remove provider '%s', and revoke its key: nothing else uses it"
                .formatted(old.provider())
            : "keep provider '%s': %s still use it"
                .formatted(old.provider(), String.join(", ", users)));
    left.add("tell applications to ask for %s by its own name".formatted(next));
    return List.copyOf(left);
  }

  private static String removal(String name, boolean made) {
    return made
        ? "declare migration '%s' in the file, which then has it; remove it in the same change that adds the route"
            .formatted(name)
        : "remove migration '%s' from the file, in the same change".formatted(name);
  }

  private static List<String> users(String provider, MigrationConfig done, Config config) {
    List<String> users = new ArrayList<>();
    for (RouteConfig route : config.routes()) {
      boolean falls = route.fallback().stream().anyMatch(to -> to.provider().equals(provider));
      if (falls || route.to().provider().equals(provider)) {
        users.add("the route of '%s'".formatted(route.model()));
      }
    }
    for (MigrationConfig other : config.migrations()) {
      boolean uses =
          other.from().provider().equals(provider) || other.to().provider().equals(provider);
      if (uses && !other.name().equals(done.name())) {
        users.add("migration '%s'".formatted(other.name()));
      }
    }
    if (done.to().provider().equals(provider)) {
      users.add("the new side");
    }
    return users;
  }
}
