package io.crossfade.server.provider;

import java.util.Map;

/**
 * Names of the fields that tell how much of a rate limit is left: callers look for those of their
 * own dialect, and translated answers have the other's.
 */
final class RateLimitNames {
  private static final Map<String, String> OTHERS =
      Map.of(
          "anthropic-ratelimit-requests-limit", "x-ratelimit-limit-requests",
          "anthropic-ratelimit-requests-remaining", "x-ratelimit-remaining-requests",
          "anthropic-ratelimit-tokens-limit", "x-ratelimit-limit-tokens",
          "anthropic-ratelimit-tokens-remaining", "x-ratelimit-remaining-tokens",
          "x-ratelimit-limit-requests", "anthropic-ratelimit-requests-limit",
          "x-ratelimit-remaining-requests", "anthropic-ratelimit-requests-remaining",
          "x-ratelimit-limit-tokens", "anthropic-ratelimit-tokens-limit",
          "x-ratelimit-remaining-tokens", "anthropic-ratelimit-tokens-remaining");

  private RateLimitNames() {}

  /** The same field's name in the other dialect; the name itself where it has none. */
  static String inOtherDialect(String name) {
    return OTHERS.getOrDefault(name, name);
  }
}
