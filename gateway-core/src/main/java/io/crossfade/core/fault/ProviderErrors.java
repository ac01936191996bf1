package io.crossfade.core.fault;

import io.crossfade.core.fault.Fault.Cause;
import java.time.Duration;

/** Tells what a provider's error answer means: for the caller, for a retry, and for the arm. */
public final class ProviderErrors {
  private ProviderErrors() {}

  /** Classifies an answer by its status and, where the status is not enough, by its body. */
  public static Classified classify(ErrorAnswer answer) {
    ErrorStory story = ErrorStory.read(answer.body());
    FaultKind kind = kind(answer, story);
    Duration wait = RetryAfter.of(answer.field(), story);
    Fault fault =
        Fault.of(kind, cause(answer, kind, story))
            .withStatus(status(kind, answer.status()))
            .withParam(story.param().isEmpty() ? null : story.param())
            .withRetryAfter(waits(kind) ? RetryAfter.value(answer.field(), wait) : null);
    boolean retryable = kind.retryable() && !story.noQuota();
    return new Classified(fault, retryable, wait, story.shape(), passable(answer, kind, story));
  }

  private static FaultKind kind(ErrorAnswer answer, ErrorStory story) {
    int status = answer.status();
    return switch (status) {
      case 400 -> badRequest(answer, story);
      case 401, 402, 403 -> refusedKey(answer);
      case 404 -> notFound(answer, story);
      case 408, 504 -> FaultKind.PROVIDER_TIMED_OUT;
      case 425, 429, 498 -> story.promptTooLong() ? FaultKind.REJECTED : FaultKind.RATE_LIMITED;
      case 503, 529 -> FaultKind.PROVIDER_OVERLOADED;
      default -> byClass(status);
    };
  }

  private static FaultKind byClass(int status) {
    return switch (status / 100) {
      case 3 -> FaultKind.REDIRECT;
      case 4 -> FaultKind.REJECTED;
      default -> FaultKind.PROVIDER_ERROR;
    };
  }

  private static FaultKind badRequest(ErrorAnswer answer, ErrorStory story) {
    if (story.promptTooLong()) {
      return FaultKind.REJECTED;
    }
    if (story.badKey()) {
      return refusedKey(answer);
    }
    return story.noModel() ? FaultKind.PROVIDER_MODEL_NOT_FOUND : FaultKind.REJECTED;
  }

  private static FaultKind refusedKey(ErrorAnswer answer) {
    return answer.asked().withCallersKey()
        ? FaultKind.CALLER_AUTH_FAILED
        : FaultKind.PROVIDER_AUTH_FAILED;
  }

  private static FaultKind notFound(ErrorAnswer answer, ErrorStory story) {
    boolean model = story.noModel() || (answer.asked().forModel() && !story.noObject());
    return model ? FaultKind.PROVIDER_MODEL_NOT_FOUND : FaultKind.REJECTED;
  }

  private static int status(FaultKind kind, int given) {
    return switch (kind) {
      case REJECTED -> given == 429 || given == 498 || given == 425 ? 400 : given;
      case CALLER_AUTH_FAILED, PROVIDER_OVERLOADED -> given;
      default -> kind.status();
    };
  }

  private static boolean waits(FaultKind kind) {
    return kind == FaultKind.RATE_LIMITED || kind == FaultKind.PROVIDER_OVERLOADED;
  }

  private static boolean passable(ErrorAnswer answer, FaultKind kind, ErrorStory story) {
    return story.shape() != ErrorShape.OTHER
        && answer.status() >= 400
        && kind != FaultKind.PROVIDER_AUTH_FAILED;
  }

  private static Cause cause(ErrorAnswer answer, FaultKind kind, ErrorStory story) {
    String where = "provider %s, status %d".formatted(answer.provider(), answer.status());
    return new Cause(what(kind, story), where, fix(kind));
  }

  private static String what(FaultKind kind, ErrorStory story) {
    String said = silent(kind) ? "" : SecretMask.sanitise(story.message());
    return said.isEmpty() ? summary(kind) : "%s: %s".formatted(summary(kind), said);
  }

  /** What the provider says about keys, or sends along with a redirect, is not for callers. */
  private static boolean silent(FaultKind kind) {
    return kind == FaultKind.PROVIDER_AUTH_FAILED
        || kind == FaultKind.CALLER_AUTH_FAILED
        || kind == FaultKind.REDIRECT;
  }

  private static String summary(FaultKind kind) {
    return switch (kind) {
      case REJECTED -> "the provider refused the request";
      case PROVIDER_MODEL_NOT_FOUND -> "the provider does not know the model";
      case PROVIDER_AUTH_FAILED -> "the provider refused the gateway's credential";
      case CALLER_AUTH_FAILED -> "the provider refused the caller's credential";
      case RATE_LIMITED -> "the provider's rate limit or quota was reached";
      case PROVIDER_OVERLOADED -> "the provider was overloaded";
      case PROVIDER_TIMED_OUT -> "the provider timed out";
      case REDIRECT -> "the provider answered with a redirect";
      default -> "the provider failed";
    };
  }

  private static String fix(FaultKind kind) {
    return switch (kind) {
      case REJECTED -> "change the request as the message says";
      case PROVIDER_MODEL_NOT_FOUND -> "check the model's id and the provider's base_url";
      case PROVIDER_AUTH_FAILED -> "the gateway's operator must check the provider's api_key";
      case CALLER_AUTH_FAILED -> "check the key sent with the request";
      case REDIRECT -> "the gateway's operator must check the provider's base_url";
      default -> "try again later";
    };
  }
}
