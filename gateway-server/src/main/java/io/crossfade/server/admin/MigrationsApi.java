package io.crossfade.server.admin;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Signal;
import io.crossfade.server.control.Answer;
import io.crossfade.server.control.MigrationView;
import io.crossfade.server.control.Request;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/** {@code /v1/management/migrations…}: what migrations do, and what an operator asks of them. */
final class MigrationsApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEFAULT_ACTOR = "operator";

  /** What may be asked for, each taking the reason given for it. */
  private static final Map<String, Function<String, Signal>> VERBS =
      Map.of(
          "rollback", Signal.OperatorRollback::new,
          "resume", Signal.Resume::new,
          "pause", Signal.Pause::new,
          "promote", Signal.Promote::new,
          "abort", Signal.Abort::new,
          "dismiss", Signal.Dismiss::new,
          "confirm", reason -> new Signal.Confirm());

  private final AdminContext context;
  private final MigrationJson json;
  private final EventJson events;
  private final GatewayJson gateway;

  MigrationsApi(AdminContext context, Health health) {
    this.context = context;
    this.json = new MigrationJson(context);
    this.events = new EventJson(context);
    this.gateway = new GatewayJson(context, health);
  }

  /**
   * Answers below {@code /v1/management/migrations}.
   *
   * @param below what follows in the path: empty, {@code /NAME}, {@code /NAME/VERB}
   */
  AdminResponse answer(AdminRequest request, String below) {
    if (below.isEmpty()) {
      return request.isRead() ? list(request) : AdminErrors.methodNotAllowed();
    }
    List<String> parts = List.of(below.substring(1).split("/", -1));
    MigrationView view = context.migrations().views().get(parts.getFirst());
    if (view == null || parts.size() > 2) {
      return AdminResponse.error(
          404, "not_found", "there is no such migration; GET /v1/management/migrations lists them");
    }
    String verb = parts.size() == 1 ? "" : parts.get(1);
    return request.isRead() ? read(request, view, verb) : act(request, view, verb);
  }

  private AdminResponse list(AdminRequest request) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode data = body.putArray("data");
    boolean expanded = request.query() != null && request.query().contains("expand=all");
    for (MigrationView view : context.migrations().views().values()) {
      ObjectNode one = json.of(view);
      if (expanded) {
        one.set("events", events.latest(view.state().name()));
      }
      data.add(one);
    }
    body.set("gateway", gateway.now());
    return AdminResponse.json(200, body);
  }

  private AdminResponse read(AdminRequest request, MigrationView view, String part) {
    return switch (part) {
      case "" -> AdminResponse.json(200, json.of(view));
      case "events" ->
          request.wantsEvents()
              ? new AdminResponse.Events(events.feed(view.state().name()))
              : AdminResponse.json(200, events.all(view.state().name()));
      default -> AdminResponse.error(404, "not_found", "a migration has events, nothing else");
    };
  }

  private AdminResponse act(AdminRequest request, MigrationView view, String verb) {
    Function<String, Signal> signal = VERBS.get(verb);
    if (signal == null || !request.method().equals("POST")) {
      return AdminErrors.methodNotAllowed();
    }
    JsonNode body;
    try {
      body = JSON.readTree(request.body().isBlank() ? "{}" : request.body());
    } catch (JsonProcessingException e) {
      return AdminResponse.error(400, "invalid_json", "the body is not JSON; send {\"reason\": \"…\"}");
    }
    Request asked =
        new Request(
            view.state().name(),
            signal.apply(body.path("reason").asText("")),
            body.path("actor").asText(DEFAULT_ACTOR),
            body.path("seq").isIntegralNumber()
                ? OptionalLong.of(body.path("seq").asLong())
                : OptionalLong.empty());
    return answer(context.migrations().act(asked).join());
  }

  private AdminResponse answer(Answer answer) {
    return switch (answer) {
      case Answer.Refused(Answer.Reason reason, String message) ->
          AdminResponse.error(reason.status(), reason.code(), message);
      case Answer.Changed(MigrationState state, boolean durable) -> {
        MigrationView now =
            requireNonNull(context.migrations().views().get(state.name()), state.name());
        yield AdminResponse.json(durable ? 200 : 202, json.of(now).put("durable", durable));
      }
    };
  }
}
