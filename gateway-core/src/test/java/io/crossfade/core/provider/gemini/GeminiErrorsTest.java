package io.crossfade.core.provider.gemini;

import static io.crossfade.core.fault.FaultKind.PROVIDER_AUTH_FAILED;
import static io.crossfade.core.fault.FaultKind.PROVIDER_MODEL_NOT_FOUND;
import static io.crossfade.core.fault.FaultKind.PROVIDER_OVERLOADED;
import static io.crossfade.core.fault.FaultKind.RATE_LIMITED;
import static io.crossfade.core.fault.FaultKind.REJECTED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.fault.Classified;
import io.crossfade.core.fault.ErrorAnswer;
import io.crossfade.core.fault.ErrorAnswer.Asked;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.testing.Cassette;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Google's errors mean what a person reading them would say. */
final class GeminiErrorsTest {
  private static final Map<String, FaultKind> RECORDED =
      Map.ofEntries(
          Map.entry("documented.gemini.503", PROVIDER_OVERLOADED),
          Map.entry("documented.vertex.429", RATE_LIMITED),
          Map.entry("gemini.countTokens.json.error-404_count-tokens.1", PROVIDER_MODEL_NOT_FOUND),
          Map.entry("gemini.generateContent.json.error-400.1", PROVIDER_AUTH_FAILED),
          Map.entry("gemini.generateContent.json.error-404.1", PROVIDER_MODEL_NOT_FOUND),
          Map.entry("gemini.generateContent.json.error-429_image-input.1", RATE_LIMITED),
          Map.entry("gemini.generateContent.json.error-429_multi-turn.1", RATE_LIMITED),
          Map.entry("gemini.generateContent.json.error-429_system-prompt.1", RATE_LIMITED),
          Map.entry(
              "gemini.streamGenerateContent.stream.error-400_system-prompt.1",
              PROVIDER_AUTH_FAILED),
          Map.entry("vertex.generateContent.json.error-400_image-input.1", REJECTED),
          Map.entry("vertex.generateContent.json.error-404.1", PROVIDER_MODEL_NOT_FOUND));

  static Stream<Cassette> errors() {
    return Cassette.all().stream()
        .filter(c -> c.provider().equals("gemini") || c.provider().equals("vertex"))
        .filter(c -> c.status() >= 300);
  }

  @ParameterizedTest
  @MethodSource("errors")
  void read_recordedError_isItsKind(Cassette cassette) {
    Classified read = read(cassette.status(), new String(cassette.answer(), UTF_8));
    assertThat(read.fault().kind())
        .isEqualTo(Objects.requireNonNull(RECORDED.get(cassette.name()), cassette.name()));
    assertThat(read.passable()).isFalse();
    assertThat(read.retryable()).isEqualTo(read.fault().kind().retryable());
  }

  @Test
  void read_retryInfo_isTheTimeToWait() {
    Classified read = read(429, quota("GenerateRequestsPerMinutePerProjectPerModel", "17.5s"));
    assertThat(read.retryAfter()).isEqualTo(Duration.ofMillis(17_500));
    assertThat(read.fault().retryAfter()).isEqualTo("18");
    assertThat(read.retryable()).isTrue();
  }

  @Test
  void read_quotaOfTheDayUsedUp_isNotWorthAnotherTry() {
    Classified read = read(429, quota("GenerateRequestsPerDayPerProjectPerModel-FreeTier", "5s"));
    assertThat(read.fault().kind()).isEqualTo(RATE_LIMITED);
    assertThat(read.retryable()).isFalse();
  }

  @Test
  void read_errorInList_isRead() {
    Classified read = read(400, "[{\"error\":{\"code\":400,\"message\":\"API key not valid.\"}}]");
    assertThat(read.fault().kind()).isEqualTo(PROVIDER_AUTH_FAILED);
  }

  @Test
  void read_noJson_isReadByStatus() {
    assertThat(read(503, "<html>").fault().kind()).isEqualTo(PROVIDER_OVERLOADED);
    assertThat(read(404, "").fault().kind()).isEqualTo(PROVIDER_MODEL_NOT_FOUND);
    assertThat(read(403, "[]").fault().kind()).isEqualTo(PROVIDER_AUTH_FAILED);
  }

  private static String quota(String id, String delay) {
    return """
    {"error": {"code": 429, "message": "Quota exceeded.", "status": "RESOURCE_EXHAUSTED",
     "details": [{"@type": "type.googleapis.com/google.rpc.QuotaFailure",
       "violations": [{"quotaId": "%s"}]},
      {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "%s"}]}}\
    """
        .formatted(id, delay);
  }

  private static Classified read(int status, String body) {
    return new GeminiErrors()
        .read(
            new ErrorAnswer(
                "google",
                status,
                name -> null,
                Unpooled.wrappedBuffer(body.getBytes(UTF_8)),
                new Asked(true, false)));
  }
}
