package io.crossfade.server.relay;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;

/** Faults told of a provider, by its name in the file and nothing else of it. */
final class Faults {
  private Faults() {}

  static Fault at(Provider provider, FaultKind kind, String what, String fix) {
    return Fault.of(kind, what, "provider '" + provider.name() + "'", fix);
  }
}
