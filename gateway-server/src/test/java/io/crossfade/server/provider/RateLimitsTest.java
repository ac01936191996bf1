package io.crossfade.server.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RateLimitsTest {
  private static final Instant NOW = Instant.parse("2027-01-15T02:00:00.250Z");

  @ParameterizedTest
  @CsvSource({
    "anthropic-ratelimit-requests-limit, 50, x-ratelimit-limit-requests, 50",
    "x-ratelimit-remaining-tokens, 7, anthropic-ratelimit-tokens-remaining, 7",
    "anthropic-ratelimit-requests-reset, 2027-01-15T02:06:00Z, x-ratelimit-reset-requests, 6m0s",
    "anthropic-ratelimit-tokens-reset, 2027-01-15T03:00:30.25Z, x-ratelimit-reset-tokens, 1h0m30s",
    "anthropic-ratelimit-tokens-reset, 2027-01-15T02:00:09Z, x-ratelimit-reset-tokens, 9s",
    "anthropic-ratelimit-tokens-reset, 2027-01-15T02:00:00.37Z, x-ratelimit-reset-tokens, 120ms",
    "anthropic-ratelimit-tokens-reset, 2027-01-15T01:59:00+00:00, x-ratelimit-reset-tokens, 0s",
    "x-ratelimit-reset-requests, 6m0s, anthropic-ratelimit-requests-reset, 2027-01-15T02:06:01Z",
    "x-ratelimit-reset-requests, 12ms, anthropic-ratelimit-requests-reset, 2027-01-15T02:00:01Z",
    "x-ratelimit-reset-tokens, 1h0m0.75s, anthropic-ratelimit-tokens-reset, 2027-01-15T03:00:01Z",
    "x-ratelimit-reset-tokens, 0s, anthropic-ratelimit-tokens-reset, 2027-01-15T02:00:01Z",
    "x-ratelimit-reset-tokens, soon, x-ratelimit-reset-tokens, soon",
    "anthropic-ratelimit-tokens-reset, soon, anthropic-ratelimit-tokens-reset, soon",
    "x-ratelimit-reset-fruit, 1s, x-ratelimit-reset-fruit, 1s",
  })
  void inOtherDialect_field_isToldInItsWords(
      String name, String value, String otherName, String otherValue) {
    assertThat(RateLimits.inOtherDialect(name, value, NOW))
        .isEqualTo(new RateLimits.Told(otherName, otherValue));
  }
}
