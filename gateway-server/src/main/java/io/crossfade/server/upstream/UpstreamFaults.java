package io.crossfade.server.upstream;

import io.crossfade.core.config.ProviderConfig.Limits;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.Fault.Cause;
import io.crossfade.core.fault.FaultKind;
import org.jspecify.annotations.Nullable;

/**
 * What can go wrong on an open connection, told with the provider's name and never its address.
 *
 * @param provider name in the configuration
 */
record UpstreamFaults(String provider) {
  private static final String ASK = "ask the provider, or route around it";

  Fault overloaded(Limits limits) {
    return full(
        "%d requests are in flight already and %d wait"
            .formatted(limits.concurrent(), limits.queue()));
  }

  Fault notAdmitted(Limits limits) {
    return full(
        "%d requests are in flight already and none ended within %d ms"
            .formatted(limits.concurrent(), limits.queueWaitMillis()));
  }

  private Fault full(String what) {
    return Fault.of(
            FaultKind.PROVIDER_FULL, what, where(), "come back later, or raise limits.concurrent")
        .withRetryAfter("1");
  }

  Fault lost(@Nullable Throwable thrown) {
    return because(
        FaultKind.CONNECTION_LOST, "the connection was closed before an answer", ASK, thrown);
  }

  Fault brokenOff(String how, @Nullable Throwable thrown) {
    return because(FaultKind.STREAM_BROKEN_OFF, "the answer broke off: " + how, ASK, thrown);
  }

  Fault badStatus(String what) {
    return because(FaultKind.BAD_RESPONSE, what, "check that base_url leads to an API", null);
  }

  Fault badFraming(String what) {
    return because(FaultKind.BAD_FRAMING, what, ASK, null);
  }

  Fault noHead(long millis) {
    String what = "no answer began within %d ms".formatted(millis);
    return because(
        FaultKind.FIRST_BYTE_TIMEOUT, what, "raise timeouts.first_byte, or " + ASK, null);
  }

  Fault silent(long millis) {
    String what = "the answer fell silent for %d ms".formatted(millis);
    return because(FaultKind.STREAM_SILENT, what, "raise timeouts.idle, or " + ASK, null);
  }

  Fault badBody(String what) {
    return because(FaultKind.DEFECT, what, "report this, it is a defect of the gateway", null);
  }

  private Fault because(FaultKind kind, String what, String fix, @Nullable Throwable thrown) {
    return Fault.of(kind, new Cause(what, where(), fix, thrown));
  }

  private String where() {
    return "provider '" + provider + "'";
  }
}
