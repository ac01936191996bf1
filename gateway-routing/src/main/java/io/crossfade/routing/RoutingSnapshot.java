package io.crossfade.routing;

import io.crossfade.core.Arm;
import io.crossfade.core.Route;
import io.crossfade.core.config.Config;
import io.crossfade.core.fault.Result;
import io.crossfade.routing.migration.MigrationState;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything one routing decision needs, frozen and compiled. A call reads exactly one snapshot, so
 * a reload in the middle of a call can never show it half of each. Any thread may ask.
 *
 * <p>A call takes part in the first migration, in file order, that covers its canonical model,
 * admits its caller, and has two arms that can answer its path; a migration of all models of a
 * provider that speaks another wire than the call comes after those. It keeps that migration's arm
 * label whatever the split, 0 included. Other calls go by {@code routes}, first match wins; else,
 * if a migration covers the model but not the call, to that migration's control, since that is
 * where the file says the model is served today; else to the provider that offers the model.
 *
 * <p>A pinned arm wins over the bucket and over {@code only}: whoever may pin wants to see that
 * arm. Calls without a model never take part.
 */
public final class RoutingSnapshot {
  private final long revision;
  private final Config config;
  private final Models models;
  private final Lanes lanes;
  private final Outside outside;
  private final List<RoutedMigration> migrations;

  private RoutingSnapshot(long revision, Config config, Models models, Lanes lanes) {
    this.revision = revision;
    this.config = config;
    this.models = models;
    this.lanes = lanes;
    this.outside = new Outside(config, models, new Providers(config.providers()));
    this.migrations = lanes.all().stream().map(RoutingSnapshot::routed).toList();
  }

  /**
   * Compiles a snapshot.
   *
   * @param revision grows with every change, for whoever publishes it
   * @param config validated
   * @param models of the same configuration
   * @param states by migration name; a migration without one has not begun: all control
   */
  public static RoutingSnapshot compile(
      long revision, Config config, Models models, Collection<MigrationState> states) {
    Lane.Wiring wiring =
        new Lane.Wiring(
            new Providers(config.providers()),
            models,
            states.stream()
                .collect(Collectors.toUnmodifiableMap(MigrationState::name, Function.identity())));
    List<Lane> lanes =
        IntStream.range(0, config.migrations().size())
            .mapToObj(slot -> Lane.compile(slot, config.migrations().get(slot), wiring))
            .toList();
    return new RoutingSnapshot(revision, config, models, new Lanes(lanes, models.ids()));
  }

  /**
   * Where a call goes. Known models cost a few lookups and one hash, and leave no garbage.
   *
   * @return {@code model_not_found} for a model nobody serves, or whose provider speaks another
   *     wire; {@code no_provider} for a path without a model that no provider could take
   */
  public Result<Route> route(RouteRequest request) {
    String named = request.model();
    if (named == null) {
      Destination home = outside.keeping(request.home(), request.endpoint());
      return home == null ? outside.nameless(request.endpoint().wire()) : home.route();
    }
    String model = canonical(named);
    Lane lane = laneOf(request, model);
    return lane == null ? notMoved(request, model) : onArm(lane, request, model);
  }

  private Result<Route> notMoved(RouteRequest request, String model) {
    Result<Route> route = outside.route(request, model, aside(request, model));
    Destination home = outside.keeping(request.home(), request.endpoint());
    boolean away =
        home != null
            && route instanceof Result.Ok<Route>(Route chosen)
            && !chosen.target().provider().equals(home.target().provider());
    return home != null && away ? home.route() : route;
  }

  /**
   * Where else an object may be that a call refers to, after one provider said that it does not
   * know it: the other arm first, then every provider of the caller's dialect that takes the
   * gateway's own key. A caller's key goes to no provider that a migration does not send it to.
   *
   * @param asked the route of the call
   */
  public List<Route> elsewhere(RouteRequest request, Route asked) {
    Map<String, Route> places = new LinkedHashMap<>();
    Consumer<Destination> note =
        place -> {
          if (place.speaks(request.endpoint().wire())) {
            places.putIfAbsent(place.target().provider(), place.route().value());
          }
        };
    if (asked.slot() >= 0) {
      Lane lane = lanes.all().get(asked.slot());
      note.accept(lane.at(asked.arm() == Arm.CANDIDATE ? Arm.CONTROL : Arm.CANDIDATE));
    }
    lanes.all().stream()
        .filter(lane -> lane.armAt(asked.target().provider()) != null)
        .forEach(lane -> noteArms(lane, note));
    outside.keepers().forEach(note);
    places.remove(asked.target().provider());
    return List.copyOf(places.values());
  }

  /** A call without a model takes part in no migration, so it goes to where the arms are. */
  private void noteArms(Lane lane, Consumer<Destination> note) {
    note.accept(outside.at(lane.control().target().provider()));
    note.accept(outside.at(lane.candidate().target().provider()));
  }

  /** Where a call would go, and why; always agrees with {@link #route}. */
  public Decision explain(RouteRequest request) {
    return new Explanation(this, request).decision();
  }

  /**
   * The model a caller means, which is also what a target without a model sends.
   *
   * @return the name itself, less a declared provider's prefix, where the model is unknown
   */
  public String canonical(String asNamed) {
    String known = models.canonical(asNamed);
    return known == null ? behindProvider(asNamed) : known;
  }

  /** All migrations of the configuration by slot. */
  public List<RoutedMigration> migrations() {
    return migrations;
  }

  public long revision() {
    return revision;
  }

  /**
   * Whether the request id stood in for a missing cohort key, which a counter wants to know.
   *
   * @param route what {@link #route} gave for that request
   */
  public boolean keyMissing(Route route, RouteRequest request) {
    return route.slot() >= 0
        && !Lane.pinned(request.pin())
        && lanes.all().get(route.slot()).key().missing(request);
  }

  /**
   * Hash of the cohort key of a call: what tells one caller from another when evidence is weighed.
   *
   * @param route what {@link #route} gave for that request, inside a migration
   */
  public long keyHash(Route route, RouteRequest request) {
    Lane lane = lanes.all().get(route.slot());
    return lane.key().hash(lane.cohort(), request);
  }

  /**
   * How a call counts as evidence.
   *
   * @param route what {@link #route} gave for that request, inside a migration
   */
  public Standing standing(Route route, RouteRequest request) {
    String named = request.model();
    if (named == null) {
      return Standing.ASIDE;
    }
    Lane lane = lanes.all().get(route.slot());
    String model = canonical(named);
    return lane.kept(route.arm(), request, model)
        ? Standing.ASIDE
        : lane.reach().standingOf(request, model);
  }

  /** The migration a call takes part in, or null. */
  @Nullable Lane laneOf(RouteRequest request, String model) {
    Lane lane = lanes.admitting(request, model);
    return lane == null && Lane.pinned(request.pin()) ? covering(model) : lane;
  }

  /** The control of a migration that covers the model, for a call that does not take part. */
  @Nullable Destination aside(RouteRequest request, String model) {
    Lane speaking = lanes.covering(model, request.endpoint());
    Lane lane = speaking == null ? covering(model) : speaking;
    return lane == null ? null : lane.aside();
  }

  /** The first migration that covers the model, whoever calls; or null. */
  @Nullable Lane covering(String model) {
    return lanes.covering(model);
  }

  Outside outside() {
    return outside;
  }

  private static Result<Route> onArm(Lane lane, RouteRequest request, String model) {
    Destination arm = lane.armOf(request, model);
    return arm.answers(request.endpoint())
        ? arm.route()
        : Faults.otherWire(model, arm, request.endpoint().wire());
  }

  private String behindProvider(String asNamed) {
    int slash = asNamed.indexOf('/');
    boolean prefixed =
        slash > 0
            && slash + 1 < asNamed.length()
            && config.providers().containsKey(asNamed.substring(0, slash));
    return prefixed ? asNamed.substring(slash + 1) : asNamed;
  }

  private static RoutedMigration routed(Lane lane) {
    MigrationState state = lane.state();
    return new RoutedMigration(
        lane.slot(),
        lane.name(),
        state.phase(),
        state.epoch(),
        state.step(),
        state.stepEpoch(),
        state.splitBuckets());
  }
}
