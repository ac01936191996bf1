package io.crossfade.server.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.routing.Decision;
import io.crossfade.server.admin.AdminRoute.Asked;
import io.crossfade.server.admin.access.Access;
import io.crossfade.server.admin.access.Gatekeeper;
import io.crossfade.server.admin.access.Sessions;
import io.crossfade.server.admin.costs.CostAnswers;
import io.crossfade.server.admin.web.AdminResponse;
import io.crossfade.server.control.ConfigSource;
import io.crossfade.server.explain.DecisionJson;
import io.crossfade.server.explain.Queries;
import io.crossfade.server.explain.Question;
import io.crossfade.server.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** Everything the admin port answers, path by path. */
final class ManagementApi {
  private static final String SESSION = "/v1/management/session";

  private final AdminContext context;
  private final Sessions sessions;
  private final String description = Pages.read("openapi.json");

  private ManagementApi(AdminContext context, Sessions sessions) {
    this.context = context;
    this.sessions = sessions;
  }

  static List<AdminRoute> routes(AdminContext context, Health health, Sessions sessions) {
    ManagementApi api = new ManagementApi(context, sessions);
    List<AdminRoute> routes = new ArrayList<>();
    routes.add(AdminRoute.open("/metrics", _ -> api.metrics()));
    routes.add(AdminRoute.open("/healthz", _ -> health.alive()));
    routes.add(AdminRoute.open("/readyz", _ -> health.ready()));
    routes.addAll(new Pages().routes());
    routes.add(AdminRoute.get(SESSION, api::session));
    routes.add(AdminRoute.post(SESSION, api::begin));
    routes.add(AdminRoute.get("/v1/management/explain", api::explain));
    routes.add(AdminRoute.get("/v1/management/config", _ -> api.config()));
    CostAnswers costs = new CostAnswers(context.costs());
    routes.add(
        AdminRoute.get("/v1/management/costs", asked -> costs.answer(asked.request().query())));
    routes.add(
        AdminRoute.get(
            "/v1/management/openapi.json",
            _ -> AdminResponse.text(200, "application/json", api.description)));
    routes.addAll(new MigrationsApi(context, health).routes());
    return List.copyOf(routes);
  }

  private AdminResponse metrics() {
    return AdminResponse.text(
        200, "text/plain; version=0.0.4; charset=utf-8", context.metrics().scrape());
  }

  private AdminResponse session(Asked asked) {
    return sessions
        .of(asked.request().headers())
        .map(session -> AdminResponse.json(200, token(session)))
        .orElseGet(Gatekeeper::unauthorized);
  }

  /** Only the key opens a session: one that could renew itself would never end. */
  private AdminResponse begin(Asked asked) {
    if (asked.by() != Access.By.KEY) {
      return Gatekeeper.unauthorized();
    }
    Sessions.Session session = sessions.begin();
    return AdminResponse.json(201, token(session)).with("set-cookie", Sessions.cookie(session));
  }

  private static ObjectNode token(Sessions.Session session) {
    return JsonNodeFactory.instance.objectNode().put("csrf_token", session.csrf());
  }

  private AdminResponse explain(Asked asked) {
    Question question = Queries.question(asked.request().query());
    if (question.model().isEmpty() || question.requestId().isEmpty()) {
      return AdminResponse.error(
          400, "missing_parameter", "ask with ?model=MODEL&id=REQUEST_ID at least");
    }
    Snapshot snapshot = context.migrations().snapshots().get();
    Decision decision = snapshot.routing().explain(question.of(snapshot.config().keys()));
    return AdminResponse.json(200, DecisionJson.of(decision, question, snapshot.config()));
  }

  private AdminResponse config() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    Snapshot snapshot = context.migrations().snapshots().get();
    body.put("hash", snapshot.config().hash());
    ConfigSource.Reload last = context.source().last();
    if (last == null) {
      body.putNull("last_reload");
    } else {
      body.putObject("last_reload").put("ok", last.ok()).put("message", last.message());
    }
    body.set("config", ConfigJson.of(snapshot.config()));
    return AdminResponse.json(200, body);
  }
}
