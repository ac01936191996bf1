package io.crossfade.server.fault;

import io.crossfade.core.fault.Evidence;
import io.crossfade.core.fault.Outcome;
import io.crossfade.server.testing.Answer;
import org.jspecify.annotations.Nullable;

/**
 * One row of the fault table: what a provider does before anything has gone to the caller, and what
 * follows from it.
 *
 * @param what the provider does, in words
 * @param answer the same as bytes
 * @param status the caller gets, when nothing else is tried
 * @param code the caller reads in the error body
 * @param outcome earned by the first attempt
 * @param retried whether the same target is asked again
 * @param fallsBack whether the control may answer instead
 * @param evidence counted for the arm
 * @param retryAfter value of that field in the caller's answer, or null
 */
record Row(
    String what,
    Answer answer,
    int status,
    String code,
    Outcome outcome,
    boolean retried,
    boolean fallsBack,
    Evidence evidence,
    @Nullable String retryAfter) {

  /** Worth another try, here and elsewhere. */
  static Row again(String what, Answer answer, int status, String code, Outcome outcome) {
    return new Row(what, answer, status, code, outcome, true, true, Evidence.FAILURE, null);
  }

  /** Worth another try, but not at the same target. */
  static Row elsewhere(String what, Answer answer, int status, String code, Outcome outcome) {
    return new Row(what, answer, status, code, outcome, false, true, Evidence.FAILURE, null);
  }

  /** The caller's own fault, which nothing mends. */
  static Row callers(String what, Answer answer, int status) {
    return new Row(
        what,
        answer,
        status,
        "invalid_request",
        Outcome.CLIENT_ERROR,
        false,
        false,
        Evidence.REJECTION,
        null);
  }

  Row waits(String seconds) {
    return new Row(what, answer, status, code, outcome, retried, fallsBack, evidence, seconds);
  }

  /** Type of an OpenAI error with that status. */
  String type() {
    if (status == 429) {
      return "rate_limit_error";
    }
    return status < 500 ? "invalid_request_error" : "server_error";
  }
}
