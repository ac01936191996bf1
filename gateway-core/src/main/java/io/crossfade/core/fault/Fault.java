package io.crossfade.core.fault;

import org.jspecify.annotations.Nullable;

/**
 * Why a call, or one attempt of it, has no whole answer: the kind of failure and the story for
 * whoever has to act on it. It never holds a credential or a provider's address.
 *
 * @param kind row of the fault table
 * @param status HTTP status for the caller while no byte has gone to him
 * @param cause the story
 * @param param request field at fault, or null
 * @param retryAfter value of the {@code retry-after} field to send, or null
 */
public record Fault(
    FaultKind kind, int status, Cause cause, @Nullable String param, @Nullable String retryAfter) {

  /**
   * The story behind a fault, in the three parts every error message needs.
   *
   * @param what what happened, in the past tense
   * @param where the provider by name, the field or the layer it happened at
   * @param fix what the reader can do about it
   * @param thrown the exception behind it, for the log only
   */
  public record Cause(String what, String where, String fix, @Nullable Throwable thrown) {
    public Cause(String what, String where, String fix) {
      this(what, where, fix, null);
    }
  }

  public static Fault of(FaultKind kind, Cause cause) {
    return new Fault(kind, kind.status(), cause, null, null);
  }

  public static Fault of(FaultKind kind, String what, String where, String fix) {
    return of(kind, new Cause(what, where, fix));
  }

  public Fault withStatus(int other) {
    return new Fault(kind, other, cause, param, retryAfter);
  }

  public Fault withParam(@Nullable String field) {
    return new Fault(kind, status, cause, field, retryAfter);
  }

  public Fault withRetryAfter(@Nullable String value) {
    return new Fault(kind, status, cause, param, value);
  }

  /** One line: what happened, where, and what to do. */
  public String message() {
    return "%s (%s); %s".formatted(cause.what(), cause.where(), cause.fix());
  }
}
