package io.crossfade.server.admin;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Signal;
import io.crossfade.server.admin.AdminRoute.Asked;
import io.crossfade.server.admin.events.EventJson;
import io.crossfade.server.admin.events.History;
import io.crossfade.server.admin.events.Watching;
import io.crossfade.server.admin.making.Wishes;
import io.crossfade.server.admin.web.AdminResponse;
import io.crossfade.server.control.MigrationView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /v1/management/migrations…}: what migrations do, and what an operator asks of them. */
final class MigrationsApi {
  private static final String ALL = "/v1/management/migrations";
  private static final String ONE = ALL + "/{id}";
  private static final int LATEST = 30;
  private static final Duration QUIET = Duration.ofSeconds(15);

  /** What may be asked for. */
  private static final Map<String, Function<ActionBody, Signal>> VERBS =
      Map.ofEntries(
          entry("unschedule", _ -> new Signal.Unschedule()),
          entry("rollback", body -> new Signal.OperatorRollback(body.reason())),
          entry("resume", body -> new Signal.Resume(body.reason())),
          entry("pause", body -> new Signal.Pause(body.reason())),
          entry("promote", body -> new Signal.Promote(body.reason())),
          entry("abort", body -> new Signal.Abort(body.reason())),
          entry("dismiss", body -> new Signal.Dismiss(body.reason())),
          entry("confirm", _ -> new Signal.Confirm()));

  /** The same deed by two names. */
  private static final List<String> BEGIN = List.of("execute", "start");

  private static final Set<String> ACTION = Set.of("reason", "actor", "seq", "force");
  private static final Set<String> CHANGE = Set.of("canary_percentage", "actor", "seq");

  private final AdminContext context;
  private final History history;
  private final MigrationJson json;
  private final GatewayJson gateway;
  private final Acting acting;
  private final MakingApi making;

  MigrationsApi(AdminContext context, Health health) {
    this.context = context;
    this.history = context.history();
    this.json =
        new MigrationJson(
            context.nanos(), history, () -> context.migrations().snapshots().get().config());
    this.gateway = new GatewayJson(context, health);
    this.acting = new Acting(context, json);
    this.making = new MakingApi(context, acting);
  }

  List<AdminRoute> routes() {
    List<AdminRoute> routes = new ArrayList<>();
    routes.add(AdminRoute.get(ALL, this::list));
    routes.add(AdminRoute.get(ONE, found((_, view) -> AdminResponse.json(200, json.of(view)))));
    routes.add(AdminRoute.post(ALL, making::create));
    routes.add(AdminRoute.patch(ONE, found(this::change)));
    routes.add(AdminRoute.post(ONE + "/compatibility", found(making::compatibility)));
    BEGIN.forEach(verb -> routes.add(AdminRoute.post(ONE + "/" + verb, found(this::begin))));
    routes.add(AdminRoute.get(ONE + "/events", found(this::events)));
    VERBS.keySet().stream()
        .sorted()
        .map(
            verb ->
                AdminRoute.post(ONE + "/" + verb, found((asked, view) -> act(asked, view, verb))))
        .forEach(routes::add);
    return routes;
  }

  private AdminRoute.Handler found(BiFunction<Asked, MigrationView, AdminResponse> handler) {
    return asked -> {
      MigrationView view = context.migrations().views().get(asked.id());
      return view == null
          ? AdminResponse.error(
              404,
              "unknown_migration",
              "there is no such migration; GET %s lists them".formatted(ALL))
          : handler.apply(asked, view);
    };
  }

  private AdminResponse list(Asked asked) {
    String query = asked.request().query();
    boolean expanded = query != null && List.of(query.split("&", -1)).contains("expand=all");
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode data = body.putArray("data");
    for (MigrationView view : context.migrations().views().values()) {
      ObjectNode one = json.of(view);
      if (expanded) {
        one.set("events", EventJson.all(history.latest(view.state().name(), LATEST)));
      }
      data.add(one);
    }
    body.set("gateway", gateway.now());
    return AdminResponse.json(200, body);
  }

  private AdminResponse events(Asked asked, MigrationView view) {
    String name = view.state().name();
    if (asked.request().wantsEvents()) {
      String seen = asked.request().headers().get("last-event-id");
      return new AdminResponse.Events(new Watching(history, name, seq(seen), QUIET));
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("data", EventJson.all(history.after(name, 0)));
    return AdminResponse.json(200, body);
  }

  private static long seq(@Nullable String lastEventId) {
    return lastEventId != null && lastEventId.matches("[0-9]{1,18}")
        ? Long.parseLong(lastEventId)
        : 0;
  }

  /** What waits takes any settings; what runs takes another share. */
  private AdminResponse change(Asked asked, MigrationView view) {
    return MakingApi.waits(view.state()) ? making.configure(asked, view) : split(asked, view);
  }

  private AdminResponse split(Asked asked, MigrationView view) {
    Set<String> takes = new HashSet<>(Wishes.fields());
    takes.addAll(CHANGE);
    return switch (ActionBody.read(asked.request().body(), takes)) {
      case ActionBody.Bad(AdminResponse answer) -> answer;
      case ActionBody.Good(ActionBody body) ->
          CHANGE.containsAll(fields(body)) ? split(asked, view, body) : fixed(view.state());
    };
  }

  private static Set<String> fields(ActionBody body) {
    return body.json().properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
  }

  private static AdminResponse fixed(MigrationState state) {
    return state.made()
        ? AdminResponse.error(
            409,
            "invalid_transition",
            "migration '%s' is %s; only canary_percentage can change now"
                .formatted(state.name(), state.phase().label()))
        : AdminResponse.error(
            409,
            "declared_in_file",
            "the file declares migration '%s'; change it there, here only canary_percentage"
                .formatted(state.name()));
  }

  private AdminResponse begin(Asked asked, MigrationView view) {
    return switch (ActionBody.read(asked.request().body(), ACTION)) {
      case ActionBody.Bad(AdminResponse answer) -> answer;
      case ActionBody.Good(ActionBody body) ->
          acting.answer(
              asked, view.state().name(), body, MakingApi.execution(view.state(), body.force()));
    };
  }

  private AdminResponse split(Asked asked, MigrationView view, ActionBody body) {
    OptionalInt buckets = body.split();
    return buckets.isEmpty()
        ? ActionBody.bad(
                "invalid_field",
                "send {\"canary_percentage\": N}, N from 0 to 100 with up to two decimals")
            .answer()
        : acting.answer(
            asked, view.state().name(), body, new Signal.SetSplit(buckets.getAsInt(), false));
  }

  private AdminResponse act(Asked asked, MigrationView view, String verb) {
    return switch (ActionBody.read(asked.request().body(), ACTION)) {
      case ActionBody.Bad(AdminResponse answer) -> answer;
      case ActionBody.Good(ActionBody body) ->
          acting.answer(
              asked, view.state().name(), body, requireNonNull(VERBS.get(verb), verb).apply(body));
    };
  }
}
