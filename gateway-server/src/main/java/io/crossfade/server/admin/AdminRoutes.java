package io.crossfade.server.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.http.Headers;
import io.crossfade.routing.Decision;
import io.crossfade.server.explain.DecisionJson;
import io.crossfade.server.explain.Queries;
import io.crossfade.server.explain.Question;
import io.crossfade.server.snapshot.Snapshot;
import java.util.Optional;

/**
 * What answers on which path of the admin port. A short list needs no key; everything else does,
 * whether it exists or not.
 */
final class AdminRoutes {
  private static final String SESSION = "/v1/management/session";
  private static final String MIGRATIONS = "/v1/management/migrations";

  private final AdminContext context;
  private final Gatekeeper gatekeeper;
  private final Sessions sessions;
  private final Health health;
  private final Pages pages = new Pages();
  private final MigrationsApi migrations;

  AdminRoutes(AdminContext context, Gatekeeper gatekeeper, Sessions sessions, Health health) {
    this.context = context;
    this.gatekeeper = gatekeeper;
    this.sessions = sessions;
    this.health = health;
    this.migrations = new MigrationsApi(context, health);
  }

  AdminResponse answer(AdminRequest request) {
    Optional<AdminResponse> open = request.isRead() ? open(request.path()) : Optional.empty();
    if (open.isPresent()) {
      return open.get();
    }
    if (request.path().equals(SESSION) && request.method().equals("POST")) {
      return begin(request);
    }
    return gatekeeper.refusal(request).orElseGet(() -> guarded(request));
  }

  private Optional<AdminResponse> open(String path) {
    return switch (path) {
      case "/metrics" ->
          Optional.of(
              AdminResponse.text(
                  200, "text/plain; version=0.0.4; charset=utf-8", context.metrics().scrape()));
      case "/healthz" -> Optional.of(health.alive());
      case "/readyz" -> Optional.of(health.ready());
      default -> pages.page(path);
    };
  }

  private AdminResponse guarded(AdminRequest request) {
    String path = request.path();
    if (path.equals(SESSION) && request.isRead()) {
      return sessions
          .of(request.headers().get("cookie"))
          .map(session -> AdminResponse.json(200, token(session)))
          .orElseGet(Gatekeeper::unauthorized);
    }
    if (path.equals(MIGRATIONS) || path.startsWith(MIGRATIONS + "/")) {
      return migrations.answer(request, path.substring(MIGRATIONS.length()));
    }
    if (path.equals("/v1/management/explain") && request.isRead()) {
      return explain(request);
    }
    return AdminResponse.error(404, "not_found", "there is nothing at this path");
  }

  private AdminResponse explain(AdminRequest request) {
    Question question = Queries.question(request.query());
    if (question.model().isEmpty() || question.requestId().isEmpty()) {
      return AdminResponse.error(
          400, "missing_parameter", "ask with ?model=MODEL&id=REQUEST_ID at least");
    }
    Snapshot snapshot = context.migrations().snapshots().get();
    Decision decision = snapshot.routing().explain(question.of(snapshot.config().keys()));
    return AdminResponse.json(200, DecisionJson.of(decision, question, snapshot.config()));
  }

  private AdminResponse begin(AdminRequest request) {
    return gatekeeper
        .trade(request)
        .<AdminResponse>map(
            session ->
                new AdminResponse.Whole(
                    201,
                    Headers.of(
                        "content-type",
                        "application/json",
                        "cache-control",
                        "no-store",
                        "set-cookie",
                        cookie(session)),
                    token(session).toString()))
        .orElseGet(Gatekeeper::unauthorized);
  }

  private static String cookie(Sessions.Session session) {
    return "%s=%s; HttpOnly; SameSite=Strict; Path=/; Max-Age=%d"
        .formatted(Sessions.COOKIE, session.token(), Sessions.LIFETIME.toSeconds());
  }

  private static ObjectNode token(Sessions.Session session) {
    return JsonNodeFactory.instance.objectNode().put("csrf_token", session.csrf());
  }
}
