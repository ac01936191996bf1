package io.crossfade.routing;

import io.crossfade.core.Target;
import io.crossfade.core.config.Config;
import io.crossfade.core.config.CostConfig;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.MigrationConfig.AlertLimits;
import io.crossfade.core.config.MigrationConfig.Rollback;
import io.crossfade.core.config.MigrationConfig.Rule;
import io.crossfade.core.config.MigrationConfig.StickyBy;
import io.crossfade.core.config.NotifyConfig;
import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.config.ProviderConfig.CircuitLimits;
import io.crossfade.core.config.ProviderConfig.Http2;
import io.crossfade.core.config.ProviderConfig.Limits;
import io.crossfade.core.config.ProviderConfig.Retries;
import io.crossfade.core.config.ProviderConfig.Timeouts;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.config.Rollout;
import io.crossfade.core.config.RouteConfig;
import io.crossfade.core.config.Secret;
import io.crossfade.core.config.ServerConfig;
import io.crossfade.core.config.ServerConfig.Address;
import io.crossfade.core.config.StoreConfig;
import io.crossfade.core.config.TranslationConfig;
import io.crossfade.routing.migration.MigrationInput;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Plan;
import io.crossfade.routing.migration.Signal;
import io.crossfade.routing.migration.Step;
import io.crossfade.routing.migration.Transitions;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A configuration put together in a few words, and the snapshot it compiles to. */
final class Setup {
  private final Map<String, ProviderConfig> providers = new LinkedHashMap<>();
  private final List<RouteConfig> routes = new ArrayList<>();
  private final List<MigrationConfig> migrations = new ArrayList<>();
  private final List<MigrationState> states = new ArrayList<>();

  Setup provider(String name, ProviderType type) {
    providers.put(
        name,
        new ProviderConfig(
            name,
            type,
            URI.create("http://127.0.0.1:1"),
            new Secret.Absent(),
            List.of(),
            Timeouts.DEFAULT,
            Retries.DEFAULT,
            Limits.DEFAULT,
            CircuitLimits.DEFAULT,
            Http2.AUTO,
            false,
            null,
            null,
            null,
            null));
    return this;
  }

  Setup route(String glob, String to, String... fallback) {
    routes.add(
        new RouteConfig(glob, target(to), List.of(fallback).stream().map(Setup::target).toList()));
    return this;
  }

  /** Running at that split. */
  Setup migration(String name, String from, String to, int split) {
    return migration(plain(name, from, to, split));
  }

  Setup migration(MigrationConfig declared) {
    migrations.add(declared);
    states.add(running(declared));
    return this;
  }

  /** The latest migration meets one more signal. */
  Setup then(Signal signal) {
    states.add(step(states.removeLast(), signal));
    return this;
  }

  Setup withoutStates() {
    states.clear();
    return this;
  }

  RoutingSnapshot compile() {
    return RoutingSnapshot.compile(1, config(), new FakeModels(), states);
  }

  private Config config() {
    Address anywhere = new Address("127.0.0.1", 0);
    return new Config(
        new ServerConfig(anywhere, null, anywhere, null),
        StoreConfig.Sqlite.DEFAULT,
        providers,
        Map.of(),
        routes,
        migrations,
        List.of(),
        NotifyConfig.NONE,
        CostConfig.DEFAULT,
        TranslationConfig.DEFAULT,
        true,
        0,
        null,
        "cafe");
  }

  static MigrationConfig plain(String name, String from, String to, int split) {
    return new MigrationConfig(
        name,
        target(from),
        target(to),
        List.of(),
        List.of(),
        StickyBy.REQUEST_ID,
        Rollout.fixed(split),
        true,
        name,
        Rollback.DEFAULT,
        AlertLimits.DEFAULT,
        false);
  }

  static MigrationConfig about(MigrationConfig m, List<String> models, List<Rule> only) {
    return new MigrationConfig(
        m.name(),
        m.from(),
        m.to(),
        models,
        only,
        m.stickyBy(),
        m.rollout(),
        m.fallbackToControl(),
        m.salt(),
        m.rollback(),
        m.alert(),
        m.allowMixedEmbeddings());
  }

  static MigrationConfig moving(MigrationConfig m, Rollout rollout) {
    return new MigrationConfig(
        m.name(),
        m.from(),
        m.to(),
        m.models(),
        m.only(),
        m.stickyBy(),
        rollout,
        m.fallbackToControl(),
        m.salt(),
        m.rollback(),
        m.alert(),
        m.allowMixedEmbeddings());
  }

  static MigrationConfig keyed(MigrationConfig m, StickyBy stickyBy, boolean fallback) {
    return new MigrationConfig(
        m.name(),
        m.from(),
        m.to(),
        m.models(),
        m.only(),
        stickyBy,
        m.rollout(),
        fallback,
        m.salt(),
        m.rollback(),
        m.alert(),
        m.allowMixedEmbeddings());
  }

  static Target target(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new Target(text, null)
        : new Target(text.substring(0, slash), text.substring(slash + 1));
  }

  private static MigrationState running(MigrationConfig declared) {
    MigrationState none = MigrationState.none(declared.name());
    MigrationState draft = step(none, new Signal.Create(Plan.of(declared)));
    return step(draft, new Signal.Execute(true));
  }

  private static MigrationState step(MigrationState state, Signal signal) {
    MigrationInput input = new MigrationInput(Instant.EPOCH, "config", "cafe", signal);
    return switch (Transitions.step(state, input)) {
      case Step.Applied applied -> applied.state();
      case Step.Refused(String message) -> throw new AssertionError(message);
    };
  }
}
