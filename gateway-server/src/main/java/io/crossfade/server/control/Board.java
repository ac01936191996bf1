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
import io.crossfade.server.control.made.Lineup;
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
  private Lineup lineup;
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
    lineup = Lineup.of(first, states.values());
    models = ModelNames.of(Catalog.builtIn(), lineup.config());
    prices = PriceBook.of(Catalog.builtIn(), lineup.config());
    declare();
    holder = new SnapshotHolder(compile(1));
  }

  /**
   * Notes what the file says now; nothing is visible before {@link #publish}. Compiles it first, so
   * that what cannot be published changes nothing.
   */
  void configure(Lineup next) {
    ModelNames names = ModelNames.of(Catalog.builtIn(), next.config());
    RoutingSnapshot.compile(
        holder.get().revision(), next.config(), new CatalogModels(names), List.of());
    lineup = next;
    models = names;
    prices = PriceBook.of(Catalog.builtIn(), next.config());
    declare();
  }

  /** What the file and all that has been made would be together. */
  Lineup lineup(Config file) {
    return Lineup.of(file, states());
  }

  Lineup lineup() {
    return lineup;
  }

  Collection<MigrationState> states() {
    return tracked.values().stream().map(migration -> migration.state).toList();
  }

  private void declare() {
    tracked.values().forEach(migration -> migration.declared = null);
    lineup.declared().forEach(this::declare);
  }

  private void declare(String name, MigrationConfig declared) {
    Tracked migration = tracked.computeIfAbsent(name, this::unheardOf);
    migration.declared = declared;
    migration.follow();
  }

  /** A name for something to be made; {@link #forget} it if nothing comes of that. */
  Tracked begin(String name) {
    return tracked.computeIfAbsent(name, this::unheardOf);
  }

  void forget(Tracked migration) {
    if (migration.unheardOf()) {
      tracked.remove(migration.state.name());
    }
  }

  private Tracked unheardOf(String name) {
    return new Tracked(MigrationState.none(name), loops);
  }

  /** Makes everything noted so far visible, in one write. */
  void publish() {
    if (tracked.values().stream().anyMatch(Tracked::otherwiseMade)) {
      configure(lineup(lineup.file()));
      tracked.values().forEach(Tracked::composed);
    }
    tracked.values().forEach(Tracked::follow);
    Map<String, MigrationView> next = new LinkedHashMap<>();
    tracked.forEach(
        (name, migration) -> {
          if (!migration.unheardOf()) {
            next.put(name, migration.view());
          }
        });
    views = Collections.unmodifiableMap(next);
    holder.publish(compile(holder.get().revision() + 1));
  }

  private Snapshot compile(long revision) {
    List<MigrationState> states = new ArrayList<>();
    List<StepWindows> windows = new ArrayList<>();
    List<StepWindows> settled = new ArrayList<>();
    List<Conversations> conversations = new ArrayList<>();
    Config config = lineup.config();
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

  /** With everything that has been made. */
  Config config() {
    return lineup.config();
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
