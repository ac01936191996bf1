package io.crossfade.server.filter;

import io.crossfade.core.Caller;
import io.crossfade.core.Ending;
import io.crossfade.core.Filter;
import io.crossfade.core.Service;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.http.Headers;
import java.util.List;
import java.util.Optional;

/** Finds out whose key a call came with, and refuses it where keys are asked for and none fits. */
public record KeyFilter(Keys keys) implements Filter {
  @Override
  public Service decorate(Service next) {
    return (call, sink) -> {
      Optional<Caller> caller = keys.caller(credential(call.head().headers()));
      if (caller.isPresent()) {
        call.trace().by(caller.get());
        next.serve(call.by(caller.get()), sink);
      } else {
        sink.end(Ending.failed(noKey()));
      }
    };
  }

  /** The key, from where OpenAI's, Anthropic's or Azure's SDK puts it; empty when there is none. */
  private static String credential(Headers headers) {
    String authorization = headers.get("authorization");
    if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return authorization.substring(7).strip();
    }
    for (String name : List.of("x-api-key", "api-key")) {
      String value = headers.get(name);
      if (value != null) {
        return value;
      }
    }
    return "";
  }

  private static Fault noKey() {
    return Fault.of(
        FaultKind.INVALID_KEY,
        "no valid gateway key came with the request",
        "authorization",
        "send a key the gateway's operator gave you, as Authorization: Bearer KEY");
  }
}
