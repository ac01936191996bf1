package io.crossfade.server.real.sdk;

import java.util.List;
import java.util.Map;

/**
 * What the scripts of the official SDKs print, by who answers: its own API's provider or another's.
 */
final class SdkLines {
  private static final List<String> OPENAI =
      List.of(
          "models=true",
          "model=gpt-4o",
          "chat=" + SdkProvider.HELLO,
          "usage=7",
          "request id=sdk-call-1",
          "stream=" + SdkProvider.HELLO,
          "stream usage=7",
          "tool=get_weather {\"city\":\"Zürich\"}",
          "tool stream=get_weather {\"city\":\"Zürich\"}",
          "object=" + SdkProvider.HELLO,
          "image=a picture",
          "embedding=0.5 -0.25 1",
          "bad request=400 BadRequestError invalid_request_error unsupported_parameter stop",
          "unknown to provider=404 NotFoundError invalid_request_error model_not_found null",
          "unknown here=404 NotFoundError invalid_request_error model_not_found model",
          "limited=429 RateLimitError requests rate_limit_exceeded null",
          "retried=" + SdkProvider.HELLO,
          "aborted=first");

  private static final List<String> ANTHROPIC =
      List.of(
          "models=true",
          "chat=" + SdkProvider.HELLO,
          "stream=" + SdkProvider.HELLO,
          "tool=get_weather {\"city\":\"Zürich\"}",
          "tool stream=get_weather {\"city\":\"Zürich\"}",
          "object=" + SdkProvider.HELLO,
          "image=a picture",
          "tokens=4",
          "bad request=400 BadRequestError invalid_request_error",
          "unknown to provider=404 NotFoundError not_found_error",
          "unknown here=404 NotFoundError not_found_error",
          "limited=429 RateLimitError rate_limit_error",
          "retried=" + SdkProvider.HELLO,
          "aborted=first");

  /** Where a translated answer says it in other words of the same API. */
  private static final Map<String, String> TRANSLATED =
      Map.of(
          "bad request=400 BadRequestError invalid_request_error unsupported_parameter stop",
          "bad request=400 BadRequestError invalid_request_error invalid_request null",
          "limited=429 RateLimitError requests rate_limit_exceeded null",
          "limited=429 RateLimitError rate_limit_error rate_limit_exceeded null",
          "tokens=4",
          "tokens=404 NotFoundError not_found_error");

  private SdkLines() {}

  /**
   * Of OpenAI's SDKs.
   *
   * @param behind {@code own}, {@code other} or {@code google}
   */
  static List<String> openai(String behind) {
    // OpenAI's own first chunk names the role and has an empty text, and so has ours.
    return said(OPENAI, behind).stream()
        .map(line -> !behind.equals("own") && line.equals("aborted=first") ? "aborted=" : line)
        .toList();
  }

  /** Of Anthropic's SDKs. */
  static List<String> anthropic(String behind) {
    return said(ANTHROPIC, behind);
  }

  private static List<String> said(List<String> lines, String behind) {
    return behind.equals("own")
        ? lines
        : lines.stream().map(line -> TRANSLATED.getOrDefault(line, line)).toList();
  }
}
