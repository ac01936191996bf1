package io.crossfade.server.provider;

import io.crossfade.core.fault.RetryAfter;
import io.crossfade.core.http.Field;
import io.crossfade.core.http.Headers;
import io.crossfade.core.http.ResponseHead;
import java.time.Instant;
import java.util.Set;

/** Which of a provider's header fields reach the caller. */
public final class AnswerFields {
  private static final Set<String> FORWARDED =
      Set.of(
          "content-type",
          "content-disposition",
          "retry-after",
          "retry-after-ms",
          "x-should-retry",
          "request-id");

  private AnswerFields() {}

  /** The provider's fields that pass; the caller's own request id stays his. */
  public static ResponseHead of(ResponseHead head, long length, Provider provider) {
    Headers passed = new Headers();
    Headers came = head.headers();
    String idField = came.contains("x-request-id") ? "x-request-id" : "x-amzn-requestid";
    for (int at = 0; at < came.size(); at++) {
      if (passes(came.name(at)) && RetryAfter.mayPass(came.name(at), came.value(at))) {
        passed.add(hidden(came.field(at), provider));
      } else if (came.name(at).equals(idField)) {
        passed.add("x-provider-request-id", Redaction.hide(came.value(at), provider));
      }
    }
    return new ResponseHead(head.status(), passed, length);
  }

  /** The field itself, unless the provider's key is in it. */
  private static Field hidden(Field field, Provider provider) {
    String value = Redaction.hide(field.value(), provider);
    return value.equals(field.value()) ? field : new Field(field.name(), value, null);
  }

  /** The same for an answer told anew, which is of another type, and not the provider's words. */
  public static ResponseHead translated(
      ResponseHead head, String type, long length, Provider provider) {
    ResponseHead passed = of(head, length, provider);
    Headers kept = Headers.of("content-type", type);
    for (int at = 0; at < passed.headers().size(); at++) {
      String name = passed.headers().name(at);
      if (!name.startsWith("content-")) {
        RateLimits.Told told =
            RateLimits.inOtherDialect(name, passed.headers().value(at), Instant.now());
        kept.add(told.name(), told.value());
      }
    }
    return new ResponseHead(head.status(), kept, length);
  }

  private static boolean passes(String name) {
    return FORWARDED.contains(name)
        || name.startsWith("x-ratelimit-")
        || name.startsWith("anthropic-")
        || name.startsWith("openai-")
        || name.startsWith("x-ms-");
  }
}
