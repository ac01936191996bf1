package io.crossfade.routing;

import io.crossfade.core.Route;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.crossfade.core.wire.Wire;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a caller is told when his call has nowhere to go. */
final class Faults {
  private static final String FIELD = "model";
  private static final int SHOWN = 100;

  private Faults() {}

  static Result<Route> unknownModel(@Nullable String asNamed, Models models) {
    String name = asNamed == null ? "" : asNamed;
    List<String> nearest = models.nearest(name, 3);
    String fix =
        nearest.isEmpty()
            ? "GET /v1/models lists what is served here; a route serves other models"
            : "did you mean %s? GET /v1/models lists what is served here"
                .formatted(String.join(", ", nearest));
    return refuse("model '%s' is not known here".formatted(cut(name)), fix);
  }

  /** The model is served, but by a provider that does not understand this caller. */
  static Result<Route> otherWire(String model, Destination destination, Wire wire) {
    Wire spoken = destination.wire();
    return refuse(
        "model '%s' is served by provider '%s', which speaks %s, and this path speaks %s"
            .formatted(
                cut(model),
                destination.target().provider(),
                spoken == null ? "a dialect of its own" : label(spoken),
                label(wire)),
        spoken == null
            ? "calls of this path are not translated: route it to a provider that speaks "
                + label(wire)
            : "calls of this path are not translated: use %s for it".formatted(path(spoken)));
  }

  static Result<Route> noProvider(Wire wire) {
    return Result.err(
        Fault.of(
            FaultKind.NO_PROVIDER,
            "no provider speaks " + label(wire),
            "path without a known model",
            "declare a provider of that dialect"));
  }

  private static Result<Route> refuse(String what, String fix) {
    return Result.err(
        Fault.of(FaultKind.MODEL_NOT_FOUND, what, "field '" + FIELD + "'", fix).withParam(FIELD));
  }

  private static String path(Wire wire) {
    return switch (wire) {
      case OPENAI -> "/v1/chat/completions";
      case ANTHROPIC -> "/v1/messages";
    };
  }

  static String label(Wire wire) {
    return wire.name().toLowerCase(Locale.ROOT);
  }

  static String cut(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
