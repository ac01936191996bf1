package io.crossfade.server.real.replay;

import io.crossfade.core.http.Headers;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which of an answer's fields pass, and what fields the caller sees. */
final class Fields {
  private static final Set<String> PASS =
      Set.of(
          "content-type",
          "content-disposition",
          "retry-after",
          "retry-after-ms",
          "x-should-retry",
          "request-id");

  private static final List<String> PASS_WITH_PREFIX =
      List.of("x-ratelimit-", "anthropic-", "openai-", "x-ms-");

  private static final Set<String> FRAMING =
      Set.of("content-length", "transfer-encoding", "connection", "date", "x-request-id");

  private Fields() {}

  /** What is to be seen of a provider's fields when its answer passes. */
  static List<String> passing(Headers came) {
    return lines(came, Fields::passes).stream()
        .map(line -> line.startsWith("x-request-id: ") ? "x-provider-" + line.substring(2) : line)
        .sorted()
        .toList();
  }

  private static boolean passes(String name) {
    return PASS.contains(name)
        || name.equals("x-request-id")
        || PASS_WITH_PREFIX.stream().anyMatch(name::startsWith);
  }

  /** What is to be seen when the answer is the gateway's own. */
  static List<String> ours(@Nullable String retryAfter) {
    return retryAfter == null
        ? List.of("content-type: application/json")
        : List.of("content-type: application/json", "retry-after: " + retryAfter);
  }

  /** What was seen, less framing and the fields the gateway puts on every answer. */
  static List<String> seen(Headers headers) {
    return lines(headers, name -> !FRAMING.contains(name) && !name.startsWith("x-crossfade-"))
        .stream()
        .sorted()
        .toList();
  }

  private static List<String> lines(Headers headers, Predicate<String> wanted) {
    return IntStream.range(0, headers.size())
        .filter(at -> wanted.test(headers.name(at)))
        .mapToObj(at -> headers.name(at) + ": " + headers.value(at).strip())
        .toList();
  }
}
