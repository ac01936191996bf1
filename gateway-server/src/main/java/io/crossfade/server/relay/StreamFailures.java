package io.crossfade.server.relay;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.server.provider.Faults;
import io.crossfade.server.provider.Provider;

/** What the failure of a stream is called, which depends on what the caller has seen of it. */
final class StreamFailures {
  private StreamFailures() {}

  /** Nothing has gone to the caller, so the failure is one of the whole call. */
  static Fault beforeCommit(Fault fault) {
    return switch (fault.kind()) {
      case STREAM_SILENT -> Fault.of(FaultKind.BODY_TIMEOUT, fault.cause());
      case STREAM_BROKEN_OFF -> Fault.of(FaultKind.STREAM_EMPTY, fault.cause());
      default -> fault;
    };
  }

  /** The caller has part of the answer, so the stream is what failed. */
  static Fault afterCommit(Fault fault) {
    return switch (fault.kind()) {
      case STREAM_SILENT, BODY_TIMEOUT -> fault;
      case TOTAL_TIMEOUT -> Fault.of(FaultKind.STREAM_SILENT, fault.cause());
      default -> Fault.of(FaultKind.STREAM_BROKEN_OFF, fault.cause());
    };
  }

  /** The stream was an error before it was anything else. */
  static Fault beforeContent(Fault reported) {
    return reported.kind() == FaultKind.STREAM_CALLER_FAULT
        ? reported
        : Fault.of(FaultKind.STREAM_EMPTY, reported.cause());
  }

  static Fault brokenOff(Provider provider) {
    return Faults.at(
        provider,
        FaultKind.STREAM_BROKEN_OFF,
        "the stream ended before its last event",
        "send the request again");
  }
}
