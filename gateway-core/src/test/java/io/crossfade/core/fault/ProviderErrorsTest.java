package io.crossfade.core.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.fault.ErrorAnswer.Asked;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProviderErrorsTest {

  /**
   * Status given, kind, status told, retry allowed: the fault table, for bodies that say nothing.
   */
  @ParameterizedTest
  @CsvSource({
    "301, REDIRECT, 502, false",
    "307, REDIRECT, 502, false",
    "400, REJECTED, 400, false",
    "401, PROVIDER_AUTH_FAILED, 502, false",
    "402, PROVIDER_AUTH_FAILED, 502, false",
    "403, PROVIDER_AUTH_FAILED, 502, false",
    "404, PROVIDER_MODEL_NOT_FOUND, 404, false",
    "408, PROVIDER_TIMED_OUT, 504, true",
    "409, REJECTED, 409, false",
    "413, REJECTED, 413, false",
    "422, REJECTED, 422, false",
    "425, RATE_LIMITED, 429, true",
    "429, RATE_LIMITED, 429, true",
    "498, RATE_LIMITED, 429, true",
    "500, PROVIDER_ERROR, 502, true",
    "502, PROVIDER_ERROR, 502, true",
    "503, PROVIDER_OVERLOADED, 503, true",
    "504, PROVIDER_TIMED_OUT, 504, true",
    "520, PROVIDER_ERROR, 502, true",
    "529, PROVIDER_OVERLOADED, 529, true",
    "599, PROVIDER_ERROR, 502, true",
  })
  void classify_statusAlone_isItsRow(int status, FaultKind kind, int told, boolean retryable) {
    for (String body : new String[] {"", "<html>oops</html>", "{}", "null", "[1]"}) {
      Classified classified = classify(status, body, new Asked(true, false));
      assertThat(classified.fault().kind()).isEqualTo(kind);
      assertThat(classified.fault().status()).isEqualTo(told);
      assertThat(classified.retryable()).isEqualTo(retryable);
      assertThat(classified.passable()).isFalse();
      assertThat(classified.fault().message()).doesNotContain("html");
    }
  }

  @ParameterizedTest
  @CsvSource({"400, 400", "401, 401", "402, 402", "403, 403"})
  void classify_callersOwnBadKey_isHisFault(int status, int told) {
    String body =
        "{\"error\":{\"message\":\"Incorrect API key provided:"
            + " x\",\"code\":\"invalid_api_key\",\"type\":\"t\"}}";
    Classified classified = classify(status, body, new Asked(true, true));
    assertThat(classified.fault().kind()).isEqualTo(FaultKind.CALLER_AUTH_FAILED);
    assertThat(classified.fault().status()).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "true, No such File object: file-abc, REJECTED",
    "true, Previous response with id 'resp_1' not found., REJECTED",
    "true, The model `x` does not exist, PROVIDER_MODEL_NOT_FOUND",
    "false, The model `x` does not exist, PROVIDER_MODEL_NOT_FOUND",
    "false, Not found, REJECTED",
    "true, Resource not found, PROVIDER_MODEL_NOT_FOUND",
  })
  void classify_notFound_modelOrObject(boolean forModel, String message, FaultKind kind) {
    String body = "{\"error\":{\"message\":\"%s\",\"type\":null}}".formatted(message);
    assertThat(classify(404, body, new Asked(forModel, false)).fault().kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "500 | {\"error\":{\"message\":\"m\",\"type\":\"t\",\"param\":null,\"code\":null}} | OPENAI"
            + " | true",
        "401 | {\"error\":{\"message\":\"m\",\"type\":\"t\"}} | OPENAI | false",
        "529 | {\"type\":\"error\",\"error\":{\"type\":\"t\",\"message\":\"m\"}} | ANTHROPIC |"
            + " true",
        "429 | {\"error\":{\"message\":\"m\",\"code\":429}} | OPENAI | true",
        "302 | {\"error\":{\"message\":\"m\",\"type\":\"t\"}} | OPENAI | false",
        "400 | {\"error\":\"m\"} | OTHER | false",
        "400 | {\"message\":\"m\"} | OTHER | false",
      })
  void classify_body_mayPassInItsOwnShape(int status, String body, ErrorShape shape, boolean pass) {
    Classified classified = classify(status, body, new Asked(true, false));
    assertThat(classified.shape()).isEqualTo(shape);
    assertThat(classified.passable()).isEqualTo(pass);
  }

  @Test
  void classify_waits_mostExactIsRead() {
    assertThat(waits(Map.of("retry-after", "7"), "{}")).isEqualTo(Duration.ofSeconds(7));
    assertThat(waits(Map.of("retry-after", "1", "retry-after-ms", "250"), "{}"))
        .isEqualTo(Duration.ofMillis(250));
    assertThat(waits(Map.of(), "{\"error\":{\"details\":[{\"retryDelay\":\"17.5s\"}]}}"))
        .isEqualTo(Duration.ofMillis(17_500));
    assertThat(waits(Map.of("retry-after", "soon"), "{}")).isNull();
    assertThat(waits(Map.of("retry-after", "86401"), "{}")).isNull();
    assertThat(waits(Map.of("retry-after", "999999999999"), "{}")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retry-after | 86400 | true",
        "retry-after | 0.5 | true",
        "retry-after | Sun, 06 Nov 1994 08:49:37 GMT | true",
        "retry-after | 86401 | false",
        "retry-after | 99999999999999999999 | false",
        "retry-after | -1 | false",
        "retry-after | soon | false",
        "retry-after-ms | 86400000 | true",
        "retry-after-ms | 86400001 | false",
        "retry-after-ms | Sun, 06 Nov 1994 08:49:37 GMT | false",
        "x-other | soon | true",
      })
  void mayPass_waits_onlyPlausibleOnes(String name, String value, boolean may) {
    assertThat(RetryAfter.mayPass(name, value)).isEqualTo(may);
  }

  @ParameterizedTest
  @CsvSource({
    "REJECTED, REJECTION",
    "STREAM_CALLER_FAULT, REJECTION",
    "CALLER_AUTH_FAILED, NONE",
    "MALFORMED_REQUEST, NONE",
    "PROVIDER_AUTH_FAILED, FAILURE",
    "PROVIDER_MODEL_NOT_FOUND, FAILURE",
    "PROVIDER_TIMED_OUT, FAILURE",
    "RATE_LIMITED, FAILURE",
    "BAD_RESPONSE, FAILURE",
    "CONNECT_FAILED, FAILURE",
    "STREAM_BROKEN_OFF, FAILURE",
    "CALLER_GONE, NONE",
    "OVERLOADED, NONE",
    "PROVIDER_FULL, FAILURE",
    "DEFECT, NONE",
    "TRANSLATION, FAILURE",
  })
  void evidence_kind_isItsRow(FaultKind kind, Evidence evidence) {
    assertThat(kind.evidence()).isEqualTo(evidence);
  }

  private static @Nullable Duration waits(Map<String, String> fields, String body) {
    return ProviderErrors.classify(
            new ErrorAnswer(
                "p", 429, fields::get, Unpooled.copiedBuffer(body, UTF_8), new Asked(true, false)))
        .retryAfter();
  }

  private static Classified classify(int status, String body, Asked asked) {
    return ProviderErrors.classify(
        new ErrorAnswer("p", status, name -> null, Unpooled.copiedBuffer(body, UTF_8), asked));
  }
}
