package io.crossfade.core.fault;

import static io.crossfade.core.fault.Outcome.CANCELLED;
import static io.crossfade.core.fault.Outcome.CLIENT_ERROR;
import static io.crossfade.core.fault.Outcome.GATEWAY_ERROR;
import static io.crossfade.core.fault.Outcome.SERVER_ERROR;
import static io.crossfade.core.fault.Outcome.STREAM_BROKEN;
import static io.crossfade.core.fault.Outcome.TIMEOUT;
import static io.crossfade.core.fault.Outcome.UNAVAILABLE;

/**
 * Every way a call can fail, with what the caller is told, what may be tried next, and how the arm
 * is charged: one table, read by relay, metrics, documentation and tests.
 *
 * <p>{@code code} is the closed, documented list of error codes made here; {@code type} follows
 * OpenAI's error types.
 */
public enum FaultKind {
  // The provider's side.
  CONNECT_FAILED(503, "server_error", "provider_unavailable", UNAVAILABLE, Next.RETRY),
  CONNECT_TIMEOUT(504, "server_error", "provider_timeout", TIMEOUT, Next.RETRY),
  CONNECTION_LOST(502, "server_error", "provider_unavailable", UNAVAILABLE, Next.RETRY),
  FIRST_BYTE_TIMEOUT(504, "server_error", "provider_timeout", TIMEOUT, Next.FALLBACK),
  BODY_TIMEOUT(504, "server_error", "provider_timeout", TIMEOUT, Next.FALLBACK),
  TOTAL_TIMEOUT(504, "server_error", "provider_timeout", TIMEOUT, Next.NOTHING),
  STREAM_SILENT(504, "server_error", "provider_timeout", STREAM_BROKEN, Next.NOTHING),
  STREAM_BROKEN_OFF(502, "server_error", "provider_stream_broken", STREAM_BROKEN, Next.NOTHING),
  STREAM_ERROR_EVENT(502, "server_error", "provider_stream_broken", STREAM_BROKEN, Next.NOTHING),
  STREAM_CALLER_FAULT(400, "invalid_request_error", "invalid_request", CLIENT_ERROR, Next.NOTHING),
  STREAM_EMPTY(502, "server_error", "bad_provider_response", SERVER_ERROR, Next.RETRY),
  BAD_RESPONSE(502, "server_error", "bad_provider_response", SERVER_ERROR, Next.RETRY),
  BAD_FRAMING(502, "server_error", "bad_provider_response", SERVER_ERROR, Next.FALLBACK),
  REDIRECT(502, "server_error", "bad_provider_response", SERVER_ERROR, Next.FALLBACK),
  REJECTED(400, "invalid_request_error", "invalid_request", CLIENT_ERROR, Next.NOTHING),
  PROVIDER_MODEL_NOT_FOUND(
      404, "invalid_request_error", "model_not_found", UNAVAILABLE, Next.FALLBACK),
  PROVIDER_AUTH_FAILED(502, "server_error", "provider_auth_failed", UNAVAILABLE, Next.FALLBACK),
  /** The caller's own credential was refused; nothing of it concerns the arm. */
  CALLER_AUTH_FAILED(401, "invalid_request_error", "invalid_api_key", CLIENT_ERROR, Next.NOTHING),
  RATE_LIMITED(429, "rate_limit_error", "rate_limit_exceeded", Outcome.RATE_LIMITED, Next.RETRY),
  PROVIDER_ERROR(502, "server_error", "provider_error", SERVER_ERROR, Next.RETRY),
  PROVIDER_TIMED_OUT(504, "server_error", "provider_error", TIMEOUT, Next.RETRY),
  PROVIDER_OVERLOADED(503, "server_error", "provider_overloaded", UNAVAILABLE, Next.RETRY),
  /** The provider did not answer lately, and is given a rest; decided before anything was sent. */
  CIRCUIT_OPEN(503, "server_error", "provider_unavailable", UNAVAILABLE, Next.FALLBACK),
  /** As many requests are with this provider as may be; decided before anything was sent. */
  PROVIDER_FULL(429, "server_error", "gateway_overloaded", UNAVAILABLE, Next.FALLBACK),

  // The caller's side.
  MALFORMED_REQUEST(400, "invalid_request_error", "invalid_request", CLIENT_ERROR, Next.NOTHING),
  MALFORMED_HTTP(400, "invalid_request_error", "malformed_http", CLIENT_ERROR, Next.NOTHING),
  INVALID_KEY(401, "invalid_request_error", "invalid_api_key", CLIENT_ERROR, Next.NOTHING),
  MODEL_NOT_FOUND(404, "invalid_request_error", "model_not_found", CLIENT_ERROR, Next.NOTHING),
  PATH_NOT_FOUND(404, "invalid_request_error", "not_found", CLIENT_ERROR, Next.NOTHING),
  METHOD_NOT_ALLOWED(
      405, "invalid_request_error", "method_not_allowed", CLIENT_ERROR, Next.NOTHING),
  REQUEST_TIMEOUT(408, "invalid_request_error", "request_timeout", CLIENT_ERROR, Next.NOTHING),
  BODY_TOO_LARGE(413, "invalid_request_error", "request_too_large", CLIENT_ERROR, Next.NOTHING),
  URI_TOO_LONG(414, "invalid_request_error", "uri_too_long", CLIENT_ERROR, Next.NOTHING),
  UNSUPPORTED_ENCODING(
      415, "invalid_request_error", "unsupported_encoding", CLIENT_ERROR, Next.NOTHING),
  EXPECTATION_FAILED(
      417, "invalid_request_error", "expectation_failed", CLIENT_ERROR, Next.NOTHING),
  HEADERS_TOO_LARGE(431, "invalid_request_error", "headers_too_large", CLIENT_ERROR, Next.NOTHING),
  CALLER_GONE(499, "invalid_request_error", "cancelled", CANCELLED, Next.NOTHING),

  // Our own side.
  OVERLOADED(429, "server_error", "gateway_overloaded", GATEWAY_ERROR, Next.NOTHING),
  OUT_OF_MEMORY(503, "server_error", "gateway_overloaded", GATEWAY_ERROR, Next.NOTHING),
  NO_PROVIDER(503, "server_error", "no_provider", GATEWAY_ERROR, Next.NOTHING),
  METHOD_UNKNOWN(
      501, "invalid_request_error", "method_not_implemented", CLIENT_ERROR, Next.NOTHING),
  VERSION_NOT_SUPPORTED(
      505, "invalid_request_error", "http_version_not_supported", CLIENT_ERROR, Next.NOTHING),
  /** The call asks for what this arm's provider has no words for; another one may have them. */
  UNSUPPORTED_PARAMETER(
      400, "invalid_request_error", "unsupported_parameter", CLIENT_ERROR, Next.FALLBACK),
  /** The call could not be said in the words of this arm's provider: the arm's failure. */
  TRANSLATION(500, "server_error", "gateway_error", GATEWAY_ERROR, Next.FALLBACK),
  DEFECT(500, "server_error", "gateway_error", GATEWAY_ERROR, Next.NOTHING);

  /** What may be tried after a failure before the commit, each including the ones below it. */
  private enum Next {
    RETRY,
    FALLBACK,
    NOTHING
  }

  private final int status;
  private final String type;
  private final String code;
  private final Outcome outcome;
  private final Next next;

  FaultKind(int status, String type, String code, Outcome outcome, Next next) {
    this.status = status;
    this.type = type;
    this.code = code;
    this.outcome = outcome;
    this.next = next;
  }

  /** Status while nothing has gone to the caller, where the fault itself does not say better. */
  public int status() {
    return status;
  }

  public String type() {
    return type;
  }

  public String code() {
    return code;
  }

  public Outcome outcome() {
    return outcome;
  }

  /** What a first attempt that ended like this proves about its arm, rate limits counted. */
  public Evidence evidence() {
    return switch (this) {
      case REJECTED, STREAM_CALLER_FAULT, UNSUPPORTED_PARAMETER -> Evidence.REJECTION;
      case RATE_LIMITED, TRANSLATION -> Evidence.FAILURE;
      default -> byOutcome();
    };
  }

  private Evidence byOutcome() {
    return switch (outcome) {
      case OK -> Evidence.SUCCESS;
      case SERVER_ERROR, TIMEOUT, UNAVAILABLE, STREAM_BROKEN -> Evidence.FAILURE;
      case CLIENT_ERROR, RATE_LIMITED, CANCELLED, GATEWAY_ERROR -> Evidence.NONE;
    };
  }

  /** Whether the same target may be asked again, before the first byte to the caller. */
  public boolean retryable() {
    return next == Next.RETRY;
  }

  /** Whether another target may be asked, before the commit. */
  public boolean fallbackAllowed() {
    return next != Next.NOTHING;
  }
}
