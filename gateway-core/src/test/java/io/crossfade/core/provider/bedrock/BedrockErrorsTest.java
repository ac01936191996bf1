package io.crossfade.core.provider.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.fault.Classified;
import io.crossfade.core.fault.ErrorAnswer;
import io.crossfade.core.fault.ErrorAnswer.Asked;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.testing.Cassette;
import io.netty.buffer.Unpooled;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bedrock's errors mean what a person reading them would say. */
final class BedrockErrorsTest {
  private static final Map<String, FaultKind> RECORDED =
      Map.of(
          "bedrock.converse-stream.json.error-400.1", FaultKind.PROVIDER_MODEL_NOT_FOUND,
          "bedrock.converse.json.error-400.1", FaultKind.PROVIDER_MODEL_NOT_FOUND,
          "bedrock.converse.json.error-400_multi-turn.1", FaultKind.REJECTED,
          "bedrock.converse.json.error-403.1", FaultKind.PROVIDER_AUTH_FAILED,
          "documented.bedrock.converse.429", FaultKind.RATE_LIMITED);

  static Stream<Cassette> errors() {
    return Cassette.all().stream()
        .filter(c -> c.api().startsWith("bedrock.converse") && c.status() >= 300);
  }

  @ParameterizedTest
  @MethodSource("errors")
  void read_recordedError_isItsKind(Cassette cassette) {
    Classified read =
        read(
            cassette.status(),
            cassette.field("x-amzn-errortype"),
            new String(cassette.answer(), UTF_8));
    assertThat(read.fault().kind())
        .isEqualTo(Objects.requireNonNull(RECORDED.get(cassette.name()), cassette.name()));
    assertThat(read.passable()).isFalse();
    assertThat(read.fault().message()).doesNotContain("http");
  }

  @ParameterizedTest
  @CsvSource({
    "400, ValidationException, The text field in the ContentBlock object is blank., REJECTED,"
        + " false",
    "400, ValidationException, Input is too long for requested model., REJECTED, false",
    "400, ValidationException, prompt is too long: 208310 tokens > 200000 maximum, REJECTED, false",
    "400, ValidationException, Invocation of model ID x with on-demand throughput is not supported."
        + " Retry your request with the ID or ARN of an inference profile,"
        + " PROVIDER_MODEL_NOT_FOUND, false",
    "403, AccessDeniedException, You don't have access to the model with the specified model ID.,"
        + " PROVIDER_MODEL_NOT_FOUND, false",
    "403, AccessDeniedException, User: arn is not authorized to perform: bedrock:InvokeModel,"
        + " PROVIDER_AUTH_FAILED, false",
    "403, InvalidSignatureException, Signature expired: 20250101T000000Z is now earlier than,"
        + " PROVIDER_AUTH_FAILED, false",
    "400, ExpiredTokenException, The security token included in the request is expired,"
        + " PROVIDER_AUTH_FAILED, false",
    "404, ResourceNotFoundException, Could not resolve the foundation model from the model,"
        + " PROVIDER_MODEL_NOT_FOUND, false",
    "408, ModelTimeoutException, Model has timed out in processing the request,"
        + " PROVIDER_TIMED_OUT, true",
    "424, ModelErrorException, The system encountered an unexpected error, PROVIDER_ERROR, true",
    "429, ModelNotReadyException, Model is not ready for inference, PROVIDER_OVERLOADED, true",
    "429, ThrottlingException, 'Too many requests, please wait before trying again.',"
        + " RATE_LIMITED, true",
    "400, ServiceQuotaExceededException, Your request exceeds the service quota,"
        + " RATE_LIMITED, false",
    "503, ServiceUnavailableException, Bedrock is unable to process your request.,"
        + " PROVIDER_OVERLOADED, true",
    "500, InternalServerException, The system encountered an unexpected error, PROVIDER_ERROR, true"
  })
  void read_documentedError_isItsKind(
      int status, String type, String message, FaultKind kind, boolean retryable) {
    Classified read = read(status, type + ":http://internal/", "{\"message\":\"" + message + "\"}");
    assertThat(read.fault().kind()).isEqualTo(kind);
    assertThat(read.retryable()).isEqualTo(retryable);
    assertThat(read.fault().message())
        .contains("status %d %s".formatted(status, type.toLowerCase(Locale.ROOT)));
  }

  @Test
  void read_typeInTheBody_isRead() {
    Classified read =
        read(400, null, "{\"__type\":\"com.x#ThrottlingException\",\"message\":\"\"}");
    assertThat(read.fault().kind()).isEqualTo(FaultKind.RATE_LIMITED);
  }

  @Test
  void read_noJson_isReadByStatus() {
    assertThat(read(503, null, "<html>").fault().kind()).isEqualTo(FaultKind.PROVIDER_OVERLOADED);
    assertThat(read(403, null, "").fault().kind()).isEqualTo(FaultKind.PROVIDER_AUTH_FAILED);
  }

  private static Classified read(int status, @Nullable String type, String body) {
    return new BedrockErrors()
        .read(
            new ErrorAnswer(
                "aws",
                status,
                name -> name.equals("x-amzn-errortype") ? type : null,
                Unpooled.wrappedBuffer(body.getBytes(UTF_8)),
                new Asked(true, false)));
  }
}
