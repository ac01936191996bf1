package io.crossfade.server.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.config.Config;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Phase;
import io.crossfade.routing.migration.Plan;
import io.crossfade.routing.migration.Signal;
import io.crossfade.server.admin.Acting.Deed;
import io.crossfade.server.admin.AdminRoute.Asked;
import io.crossfade.server.admin.making.Compatibility;
import io.crossfade.server.admin.making.Names;
import io.crossfade.server.admin.making.Places;
import io.crossfade.server.admin.making.Places.Place;
import io.crossfade.server.admin.making.Recommendations;
import io.crossfade.server.admin.making.Settings;
import io.crossfade.server.admin.making.Traffic;
import io.crossfade.server.admin.making.Wish;
import io.crossfade.server.admin.making.Wishes;
import io.crossfade.server.admin.web.AdminResponse;
import io.crossfade.server.control.MigrationView;
import io.crossfade.server.control.OperatorRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/** Migrations that are made here and stand in no file: made, looked at, settled. */
final class MakingApi {
  private static final String BAD = "invalid_field";
  private static final Set<String> ABOUT = Set.of("actor", "seq");
  private static final Set<String> COMPARED = Set.of("target_model", "actor");

  private final AdminContext context;
  private final Acting acting;
  private final Instant since = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  MakingApi(AdminContext context, Acting acting) {
    this.context = context;
    this.acting = acting;
  }

  /** Whether a migration was made here and still waits to begin. */
  static boolean waits(MigrationState state) {
    return state.made() && (state.phase() == Phase.DRAFT || state.phase() == Phase.ANALYZED);
  }

  AdminResponse create(Asked asked) {
    Set<String> takes = new HashSet<>(Wishes.fields());
    takes.addAll(Set.of("source_model", "name", "analyze", "actor"));
    return switch (ActionBody.read(asked.request().body(), takes)) {
      case ActionBody.Bad(AdminResponse answer) -> answer;
      case ActionBody.Good(ActionBody body) -> create(asked, body);
    };
  }

  private AdminResponse create(Asked asked, ActionBody body) {
    ObjectNode json = body.json();
    if (!json.path("source_model").isTextual()
        || !json.path("analyze").asText("true").matches("true|false")) {
      return bad("source_model", "send {\"source_model\": \"…\"}, and analyze as true or false");
    }
    Config config = config();
    Wishes wishes = new Wishes(config, Places.of(config));
    String from = wishes.source(json.path("source_model").textValue()).orElse(null);
    if (from == null) {
      return denied(Wishes.nowhere("source_model"));
    }
    String name = name(json, from);
    if (!Names.sound(name)) {
      return bad("name", "write up to 64 letters, digits, dots, dashes and underscores, not none");
    }
    return switch (wishes.change(Settings.named(name, from), Wishes.settings(json))) {
      case Wish.Denied denied -> denied(denied);
      case Wish.Granted granted -> create(asked, body, granted);
    };
  }

  private String name(ObjectNode body, String from) {
    if (body.has("name")) {
      return body.path("name").asText();
    }
    return Names.free(
        from, body.path("target_model").asText(""), context.migrations().views().keySet());
  }

  private AdminResponse create(Asked asked, ActionBody body, Wish.Granted granted) {
    String name = granted.settings().json().path("name").asText();
    Signal signal = new Signal.Create(granted.plan(), granted.settings().stored());
    Deed deed = acting.act(new OperatorRequest(name, signal, body.actor(asked.by())));
    boolean analyze = body.json().path("analyze").asBoolean(true);
    if (analyze && deed instanceof Acting.Done) {
      deed =
          acting.act(new OperatorRequest(name, new Signal.Analyzed(true), body.actor(asked.by())));
    }
    return switch (deed) {
      case Acting.Failed(AdminResponse answer) -> answer;
      case Acting.Done(int status, ObjectNode told) -> {
        told.put("source_model", granted.settings().from());
        if (analyze) {
          analysis(told, granted.settings().from());
        }
        warnings(told, granted);
        yield AdminResponse.json(status == 200 ? 201 : status, told);
      }
    };
  }

  private void analysis(ObjectNode told, String from) {
    Config config = config();
    Place source = Place.of(from);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Traffic traffic = Traffic.of(source, context.costs().reports(), since, now);
    told.set("analysis", traffic.json());
    told.set("recommendations", Recommendations.of(Places.of(config), source, traffic, today()));
  }

  /** Other settings for what waits. */
  AdminResponse configure(Asked asked, MigrationView view) {
    Set<String> takes = new HashSet<>(Wishes.fields());
    takes.addAll(ABOUT);
    return switch (ActionBody.read(asked.request().body(), takes)) {
      case ActionBody.Bad(AdminResponse answer) -> answer;
      case ActionBody.Good(ActionBody body) -> configure(asked, view.state(), body);
    };
  }

  private AdminResponse configure(Asked asked, MigrationState state, ActionBody body) {
    ObjectNode wanted = Wishes.settings(body.json());
    if (wanted.isEmpty()) {
      return bad("target_model", "nothing is asked for; name what is to change");
    }
    Config config = config();
    Settings before = Settings.of(String.valueOf(state.settings()));
    return switch (new Wishes(config, Places.of(config)).change(before, wanted)) {
      case Wish.Denied denied -> denied(denied);
      case Wish.Granted granted -> {
        OptionalLong seq = body.seq().isPresent() ? body.seq() : OptionalLong.of(state.seq());
        Signal signal = new Signal.Configure(granted.plan(), granted.settings().stored());
        Deed deed =
            acting.act(new OperatorRequest(state.name(), signal, body.actor(asked.by()), seq));
        if (deed instanceof Acting.Done(var _, ObjectNode told)) {
          warnings(told, granted);
        }
        yield answer(deed);
      }
    };
  }

  private static AdminResponse answer(Deed deed) {
    return switch (deed) {
      case Acting.Done done -> done.answer();
      case Acting.Failed(AdminResponse answer) -> answer;
    };
  }

  private static void warnings(ObjectNode told, Wish.Granted granted) {
    if (!granted.warnings().isEmpty()) {
      ArrayNode warnings = told.putArray("warnings");
      granted.warnings().forEach(warnings::add);
    }
  }

  AdminResponse compatibility(Asked asked, MigrationView view) {
    return switch (ActionBody.read(asked.request().body(), COMPARED)) {
      case ActionBody.Bad(AdminResponse answer) -> answer;
      case ActionBody.Good(ActionBody body) ->
          Compatibility.of(
                  Places.of(config()),
                  source(view),
                  body.json().path("target_model").asText(""),
                  today())
              .<AdminResponse>map(found -> AdminResponse.json(200, found))
              .orElseGet(() -> denied(Wishes.nowhere("target_model")));
    };
  }

  private static String source(MigrationView view) {
    Plan plan = view.state().plan();
    String settings = view.state().settings();
    return settings == null && plan != null
        ? plan.from().toString()
        : Settings.of(String.valueOf(settings)).from();
  }

  /** What an execution of it asks for: to begin now, or at the time it names. */
  static Signal execution(MigrationState state, boolean force) {
    Plan plan = state.plan();
    Instant later = plan == null || !waits(state) ? null : plan.executeAt();
    return later == null ? new Signal.Execute(force) : new Signal.ExecuteAt(later, force);
  }

  private Config config() {
    return context.migrations().snapshots().get().config();
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  private static AdminResponse denied(Wish.Denied denied) {
    return bad(denied.field(), denied.message());
  }

  private static AdminResponse bad(String field, String message) {
    return AdminResponse.error(400, BAD, field + ": " + message);
  }
}
