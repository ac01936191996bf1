package io.crossfade.server.control;

import io.crossfade.core.catalog.Catalog;
import io.crossfade.core.catalog.ModelNames;
import io.crossfade.core.catalog.PriceBook;
import io.crossfade.core.config.Config;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.metrics.window.StepWindows;
import io.crossfade.routing.RoutingSnapshot;
import io.crossfade.routing.affinity.Conversations;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.server.snapshot.CatalogModels;
import io.crossfade.server.snapshot.Snapshot;
import io.crossfade.server.snapshot.SnapshotHolder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All migrations, the configuration in force, and what of both is visible to calls and readers.
 * Changed on the control thread only; {@link #views} and the holder may be read by anybody.
 */
final class Board {
  private final int loops;
  private final Map<String, Tracked> tracked = new LinkedHashMap<>();
  private final SnapshotHolder holder;
  private Config config;
  private ModelNames models;
  private PriceBook prices;
  private volatile Map<String, MigrationView> views = Map.of();

  /**
   * @param loops number of event loops
   * @param states what the log adds up to
   * @param first configuration to begin with
   */
  Board(int loops, Map<String, MigrationState> states, Config first) {
    this.loops = loops;
    states.forEach((name, state) -> tracked.put(name, new Tracked(state, loops)));
    config = first;
    models = ModelNames.of(Catalog.builtIn(), first);
    prices = PriceBook.of(Catalog.builtIn(), first);
    declare();
    holder = new SnapshotHolder(compile(1));
  }

  /**
   * Notes what the file says now; nothing is visible before {@link #publish}. Compiles it first, so
   * that what cannot be published changes nothing.
   */
  void configure(Config next) {
    ModelNames names = ModelNames.of(Catalog.builtIn(), next);
    RoutingSnapshot.compile(holder.get().revision(), next, new CatalogModels(names), List.of());
    config = next;
    models = names;
    prices = PriceBook.of(Catalog.builtIn(), next);
    declare();
  }

  private void declare() {
    tracked.values().forEach(migration -> migration.declared = null);
    for (MigrationConfig declared : config.migrations()) {
      Tracked migration = tracked.computeIfAbsent(declared.name(), this::unheardOf);
      migration.declared = declared;
      migration.follow();
    }
  }

  private Tracked unheardOf(String name) {
    return new Tracked(MigrationState.none(name), loops);
  }

  /** Makes everything noted so far visible, in one write. */
  void publish() {
    tracked.values().forEach(Tracked::follow);
    Map<String, MigrationView> next = new LinkedHashMap<>();
    tracked.forEach((name, migration) -> next.put(name, migration.view()));
    views = Collections.unmodifiableMap(next);
    holder.publish(compile(holder.get().revision() + 1));
  }

  private Snapshot compile(long revision) {
    List<MigrationState> states = new ArrayList<>();
    List<StepWindows> windows = new ArrayList<>();
    List<StepWindows> settled = new ArrayList<>();
    List<Conversations> conversations = new ArrayList<>();
    for (MigrationConfig declared : config.migrations()) {
      Tracked migration = tracked.computeIfAbsent(declared.name(), this::unheardOf);
      states.add(migration.state);
      windows.add(migration.judgement.windows());
      settled.add(migration.judgement.settled());
      conversations.add(migration.judgement.conversations());
    }
    RoutingSnapshot routing =
        RoutingSnapshot.compile(revision, config, new CatalogModels(models), states);
    return new Snapshot(revision, config, models, prices, routing, windows, settled, conversations);
  }

  Config config() {
    return config;
  }

  Collection<Tracked> all() {
    return tracked.values();
  }

  @Nullable Tracked find(String name) {
    return tracked.get(name);
  }

  SnapshotHolder holder() {
    return holder;
  }

  /** By name; as of the last {@link #publish}. */
  Map<String, MigrationView> views() {
    return views;
  }
}
