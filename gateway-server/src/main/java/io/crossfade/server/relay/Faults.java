package io.crossfade.server.relay;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;

/** Faults told of a provider, by its name in the file and nothing else of it. */
final class Faults {
  private Faults() {}

  static Fault at(Provider provider, FaultKind kind, String what, String fix) {
    return Fault.of(kind, what, "provider '" + provider.name() + "'", fix);
  }

  static Fault totalPassed(Provider provider) {
    return at(
        provider,
        FaultKind.TOTAL_TIMEOUT,
        "the answer was not whole within the total time limit",
        "raise timeouts.total if calls really take this long");
  }

  /** The total time limit passed before the provider had room, so he was not even asked. */
  static Fault full(Provider provider) {
    return at(
            provider,
            FaultKind.PROVIDER_FULL,
            "as many requests as may be were in flight until the total time limit",
            "come back later, or raise limits.concurrent")
        .withRetryAfter("1");
  }
}
