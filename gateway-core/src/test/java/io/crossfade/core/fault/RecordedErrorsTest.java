package io.crossfade.core.fault;

import static io.crossfade.core.fault.FaultKind.PROVIDER_AUTH_FAILED;
import static io.crossfade.core.fault.FaultKind.PROVIDER_ERROR;
import static io.crossfade.core.fault.FaultKind.PROVIDER_MODEL_NOT_FOUND;
import static io.crossfade.core.fault.FaultKind.PROVIDER_OVERLOADED;
import static io.crossfade.core.fault.FaultKind.RATE_LIMITED;
import static io.crossfade.core.fault.FaultKind.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.fault.ErrorAnswer.Asked;
import io.crossfade.core.testing.Cassette;
import io.netty.buffer.Unpooled;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded and documented error is what a person reading it would say it is. */
final class RecordedErrorsTest {

  /** The ones whose status is not the whole story. */
  private static final Map<String, FaultKind> READ_FROM_BODY =
      Map.ofEntries(
          Map.entry("bedrock.converse-stream.json.error-400.1", PROVIDER_MODEL_NOT_FOUND),
          Map.entry("bedrock.converse.json.error-400.1", PROVIDER_MODEL_NOT_FOUND),
          Map.entry(
              "bedrock.invoke-with-response-stream.json.error-400.1", PROVIDER_MODEL_NOT_FOUND),
          Map.entry("openai.responses.json.error-400.1", PROVIDER_MODEL_NOT_FOUND),
          Map.entry("openai.responses.json.error-400.2", PROVIDER_MODEL_NOT_FOUND),
          Map.entry("gemini.generateContent.json.error-400.1", PROVIDER_AUTH_FAILED),
          Map.entry(
              "gemini.streamGenerateContent.stream.error-400_system-prompt.1",
              PROVIDER_AUTH_FAILED),
          Map.entry("xai.responses.json.error-400.1", PROVIDER_AUTH_FAILED),
          Map.entry("documented.openai.chat.429.too-large", REJECTED));

  static Stream<Cassette> errors() {
    return Cassette.all().stream().filter(c -> c.status() >= 300);
  }

  @ParameterizedTest
  @MethodSource("errors")
  void classify_recordedError_isItsKind(Cassette cassette) {
    Classified classified = classify(cassette);
    FaultKind expected = READ_FROM_BODY.getOrDefault(cassette.name(), byStatus(cassette.status()));
    assertThat(classified.fault().kind()).as(classified.fault().message()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("errors")
  void classify_recordedError_messageIsFitForCallers(Cassette cassette) {
    Classified classified = classify(cassette);
    assertThat(classified.fault().message())
        .doesNotContain("http", "REDACTED", "org-example", "org_example", "example-project", "-key")
        .hasSizeLessThan(800);
    boolean quota = cassette.name().equals("openai.responses.json.error-429.1");
    assertThat(classified.retryable()).isEqualTo(classified.fault().kind().retryable() && !quota);
  }

  @ParameterizedTest
  @MethodSource("errors")
  void classify_recordedError_waitIsKept(Cassette cassette) {
    Classified classified = classify(cassette);
    String given = cassette.field("retry-after");
    if (given != null) {
      assertThat(classified.fault().retryAfter()).isEqualTo(given);
      assertThat(classified.retryAfter()).isNotNull();
    }
  }

  private static FaultKind byStatus(int status) {
    return switch (status) {
      case 401, 402, 403 -> PROVIDER_AUTH_FAILED;
      case 404 -> PROVIDER_MODEL_NOT_FOUND;
      case 429 -> RATE_LIMITED;
      case 500 -> PROVIDER_ERROR;
      case 503, 529 -> PROVIDER_OVERLOADED;
      default -> REJECTED;
    };
  }

  private static Classified classify(Cassette cassette) {
    return ProviderErrors.classify(
        new ErrorAnswer(
            cassette.provider(),
            cassette.status(),
            cassette::field,
            Unpooled.wrappedBuffer(cassette.answer()),
            new Asked(!cassette.api().endsWith("files"), false)));
  }
}
