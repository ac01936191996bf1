package io.crossfade.server.admin;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Signal;
import io.crossfade.server.admin.AdminRoute.Asked;
import io.crossfade.server.admin.web.AdminResponse;
import io.crossfade.server.control.Answer;
import io.crossfade.server.control.MigrationView;
import io.crossfade.server.control.OperatorRequest;

/** Does what an operator asks for, and tells where the migration stands then. */
record Acting(AdminContext context, MigrationJson json) {

  /** What came of it. */
  sealed interface Deed {}

  /** The migration as it is told now. */
  record Done(int status, ObjectNode told) implements Deed {
    AdminResponse answer() {
      return AdminResponse.json(status, told);
    }
  }

  record Failed(AdminResponse answer) implements Deed {}

  AdminResponse answer(Asked asked, String name, ActionBody body, Signal signal) {
    return switch (act(asked, name, body, signal)) {
      case Done done -> done.answer();
      case Failed(AdminResponse answer) -> answer;
    };
  }

  Deed act(Asked asked, String name, ActionBody body, Signal signal) {
    return act(new OperatorRequest(name, signal, body.actor(asked.by()), body.seq()));
  }

  Deed act(OperatorRequest request) {
    return switch (context.migrations().act(request).join()) {
      case Answer.Refused(Answer.Reason reason, String message) ->
          new Failed(AdminResponse.error(reason.status(), reason.code(), message));
      case Answer.Changed(MigrationState state, boolean durable) -> {
        MigrationView now =
            requireNonNull(context.migrations().views().get(state.name()), state.name());
        yield new Done(durable ? 200 : 202, json.of(now).put("durable", durable));
      }
    };
  }
}
