package io.crossfade.server.chaos;

import io.crossfade.core.fault.Outcome;

/** What the fault table makes of one attempt. */
enum Fate {
  WHOLE(200, "", Outcome.OK),
  /** The stream had begun to speak. */
  BROKEN(200, "provider_stream_broken", Outcome.STREAM_BROKEN),
  /** As above. */
  SILENT(200, "provider_timeout", Outcome.STREAM_BROKEN),
  LATE(504, "provider_timeout", Outcome.TIMEOUT),
  LOST(502, "provider_unavailable", Outcome.UNAVAILABLE),
  BAD(502, "bad_provider_response", Outcome.SERVER_ERROR),
  /** Nobody listens: 503, or 502 where a connection was still there to be lost. */
  GONE(503, "provider_unavailable", Outcome.UNAVAILABLE);

  private final int status;
  private final String code;
  private final Outcome outcome;

  Fate(int status, String code, Outcome outcome) {
    this.status = status;
    this.code = code;
    this.outcome = outcome;
  }

  /** Whether the caller may get that status. */
  boolean allows(int seen) {
    return seen == status || (this == GONE && seen == LOST.status);
  }

  /** What the caller reads; empty in a whole answer. */
  String code() {
    return code;
  }

  /** What is counted for the attempt. */
  Outcome outcome() {
    return outcome;
  }

  /** Whether bytes of the answer have reached the caller, so that nobody else may answer. */
  boolean committed() {
    return status == 200;
  }
}
