package io.crossfade.server.provider;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;

/** Faults told of a provider, by its name in the file and nothing else of it. */
public final class Faults {
  private Faults() {}

  public static Fault at(Provider provider, FaultKind kind, String what, String fix) {
    return Fault.of(kind, what, "provider '" + provider.name() + "'", fix);
  }

  /** The provider was not asked, because it did not answer lately. */
  public static Fault circuitOpen(Provider provider, long waitMillis) {
    return at(
            provider,
            FaultKind.CIRCUIT_OPEN,
            "the provider has not answered lately and is not asked for the moment",
            "come back later; circuit in the configuration says how long")
        .withRetryAfter(Long.toString((waitMillis + 999) / 1_000));
  }

  /** Tokens are fetched for the provider, and there is none that is still good. */
  public static Fault noToken(Provider provider) {
    return at(
        provider,
        FaultKind.PROVIDER_AUTH_FAILED,
        "the gateway has no token for the provider",
        "the gateway's operator must look at its log, which says why");
  }

  public static Fault totalPassed(Provider provider) {
    return at(
        provider,
        FaultKind.TOTAL_TIMEOUT,
        "the answer was not whole within the total time limit",
        "raise timeouts.total if calls really take this long");
  }

  /** The total time limit passed before the provider had room, so he was not even asked. */
  public static Fault full(Provider provider) {
    return at(
            provider,
            FaultKind.PROVIDER_FULL,
            "as many requests as may be were in flight until the total time limit",
            "come back later, or raise limits.concurrent")
        .withRetryAfter("1");
  }
}
