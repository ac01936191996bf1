package io.crossfade.server.frontend.request;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.server.http1.Flaw;

/** What a caller is told about bytes that are no request. */
public final class RequestFaults {
  private static final String WHERE = "reading the request";
  private static final String FRAMING_FIX =
      "send one well-formed HTTP/1.1 request; a proxy in between may have changed it";

  private RequestFaults() {}

  public static Fault of(Flaw flaw) {
    return switch (flaw) {
      case START_LINE_TOO_LONG ->
          Fault.of(FaultKind.URI_TOO_LONG, flaw.what(), WHERE, "shorten the path or query");
      case FIELD_TOO_LONG, HEAD_TOO_LONG, TOO_MANY_FIELDS, TRAILERS_TOO_LONG ->
          Fault.of(FaultKind.HEADERS_TOO_LARGE, flaw.what(), WHERE, "send fewer or shorter fields");
      case BAD_VERSION ->
          Fault.of(FaultKind.VERSION_NOT_SUPPORTED, flaw.what(), WHERE, "use HTTP/1.1");
      default -> malformed(flaw.what());
    };
  }

  public static Fault malformed(String what) {
    return Fault.of(FaultKind.MALFORMED_HTTP, what, WHERE, FRAMING_FIX);
  }

  public static Fault methodUnknown() {
    return Fault.of(
        FaultKind.METHOD_UNKNOWN,
        "the method is not implemented",
        WHERE,
        "use GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS");
  }

  public static Fault expectation() {
    return Fault.of(
        FaultKind.EXPECTATION_FAILED,
        "Expect asks for something other than 100-continue",
        WHERE,
        "leave the field out");
  }

  public static Fault headTimeout() {
    return Fault.of(
        FaultKind.REQUEST_TIMEOUT,
        "the head of the request did not arrive in time",
        WHERE,
        "send the whole head at once");
  }

  public static Fault bodyTimeout() {
    return Fault.of(
        FaultKind.REQUEST_TIMEOUT,
        "the body of the request stopped coming",
        WHERE,
        "send the body without long pauses");
  }

  static Fault decodedTooLarge() {
    return Fault.of(
        FaultKind.BODY_TOO_LARGE, "the decoded body is too large", WHERE, "send a smaller body");
  }

  public static Fault gone() {
    return Fault.of(
        FaultKind.CALLER_GONE,
        "the caller closed the connection",
        WHERE,
        "raise the caller's own timeout if this was not intended");
  }

  public static Fault tooManyConnections() {
    return Fault.of(
            FaultKind.OVERLOADED,
            "too many connections are open",
            "accepting the connection",
            "reuse connections, or try again later")
        .withStatus(503)
        .withRetryAfter("1");
  }

  public static Fault defect(Throwable thrown) {
    return Fault.of(
        FaultKind.DEFECT,
        new Fault.Cause(
            "the gateway failed on this request",
            "inside the gateway",
            "report it with the request id",
            thrown));
  }
}
