package io.crossfade.routing;

import io.crossfade.core.Route;
import io.crossfade.core.Target;
import io.crossfade.core.config.Config;
import io.crossfade.core.config.Glob;
import io.crossfade.core.config.RouteConfig;
import io.crossfade.core.config.Secret;
import io.crossfade.core.fault.Result;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.core.wire.Wire;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where calls go that take part in no migration. */
final class Outside {
  private final Models models;
  private final List<Rule> rules;
  private final Map<String, Rule> ruleOf = new HashMap<>();
  private final Map<String, Destination> offering = new HashMap<>();
  private final Map<Wire, Destination> nameless = new EnumMap<>(Wire.class);
  private final List<Destination> keepers;

  /** One row of {@code routes}. */
  private record Rule(Glob glob, Destination destination) {}

  Outside(Config config, Models models, Providers providers) {
    this.models = models;
    this.rules = config.routes().stream().map(route -> rule(route, providers)).toList();
    models.ids().forEach(this::prepare);
    for (String name : config.providers().keySet()) {
      offering.put(name, Destination.outside(providers, new Target(name, null), List.of()));
    }
    this.keepers =
        config.providers().values().stream()
            .filter(provider -> !(provider.apiKey() instanceof Secret.Caller))
            .map(provider -> at(provider.name()))
            .toList();
    for (Wire wire : Wire.values()) {
      Destination first = firstOf(wire, config);
      if (first != null) {
        nameless.put(wire, first);
      }
    }
  }

  private static Rule rule(RouteConfig route, Providers providers) {
    return new Rule(
        new Glob(route.model()), Destination.outside(providers, route.to(), route.fallback()));
  }

  private void prepare(String id) {
    Rule rule = firstRule(id);
    if (rule != null) {
      ruleOf.put(id, rule);
    }
  }

  private @Nullable Destination firstOf(Wire wire, Config config) {
    for (Rule rule : rules) {
      if (rule.glob().pattern().equals("*") && rule.destination().speaks(wire)) {
        return rule.destination();
      }
    }
    for (String name : config.providers().keySet()) {
      Destination provider = offering.get(name);
      if (provider != null && provider.speaks(wire)) {
        return provider;
      }
    }
    return null;
  }

  /** A declared provider, with the model as its caller named it. */
  Destination at(String provider) {
    return Objects.requireNonNull(offering.get(provider), "every provider has its destination");
  }

  /**
   * The provider that keeps an object, if it is one and speaks the dialect of the path; or null.
   */
  @Nullable Destination keeping(@Nullable String provider, Endpoint endpoint) {
    Destination kept = provider == null ? null : offering.get(provider);
    return kept != null && kept.speaks(endpoint.wire()) ? kept : null;
  }

  /** Providers that may be asked whether they keep an object: all with a key of the gateway's. */
  List<Destination> keepers() {
    return keepers;
  }

  /** Where a call without a model goes. */
  Result<Route> nameless(Wire wire) {
    Destination destination = nameless.get(wire);
    return destination == null ? Faults.noProvider(wire) : destination.route();
  }

  /**
   * Where a model goes: the first route that matches, else where a migration says it is served
   * today, else the provider that offers it.
   *
   * @param aside control of a migration that covers the model but not this call, or null
   */
  Result<Route> route(RouteRequest request, String model, @Nullable Destination aside) {
    Wire wire = request.endpoint().wire();
    Destination destination = destination(model, request.endpoint(), aside);
    if (destination != null) {
      return destination.answers(request.endpoint())
          ? destination.route()
          : Faults.otherWire(model, destination, wire);
    }
    return request.endpoint().kind().needsModel()
        ? Faults.unknownModel(request.model(), models)
        : nameless(wire);
  }

  private @Nullable Destination destination(
      String model, Endpoint endpoint, @Nullable Destination aside) {
    Rule rule = ruleFor(model);
    if (rule != null) {
      return rule.destination();
    }
    if (aside != null && aside.answers(endpoint)) {
      return aside;
    }
    String provider = models.providerOffering(model);
    Destination offered = provider == null ? null : offering.get(provider);
    return offered == null ? aside : offered;
  }

  /** Why {@link #route} chose what it chose, as a clause. */
  String why(RouteRequest request, String model, @Nullable Destination aside) {
    Rule rule = ruleFor(model);
    if (rule != null) {
      return "route '%s' sends it to %s"
          .formatted(rule.glob().pattern(), rule.destination().target());
    }
    Destination chosen = destination(model, request.endpoint(), aside);
    if (chosen == null) {
      return "no provider is known to offer it, so the first one of this dialect is asked";
    }
    return chosen.equals(aside)
        ? "it stays with %s, where that migration has its control".formatted(chosen.target())
        : "%s is the first provider that offers it".formatted(chosen.target());
  }

  private @Nullable Rule ruleFor(String model) {
    Rule known = ruleOf.get(model);
    return known == null ? firstRule(model) : known;
  }

  private @Nullable Rule firstRule(String model) {
    for (int at = 0; at < rules.size(); at++) {
      if (rules.get(at).glob().matches(model)) {
        return rules.get(at);
      }
    }
    return null;
  }
}
