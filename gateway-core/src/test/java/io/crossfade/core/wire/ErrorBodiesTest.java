package io.crossfade.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.wire.Endpoint.Kind;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ErrorBodiesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Fault FAULT =
      Fault.of(FaultKind.PROVIDER_ERROR, "it \"broke\"\u0000\r\n", "provider p", "try later");

  @Test
  void body_openAi_hasAllFourKeysAlways() {
    assertThat(text(ErrorBodies.body(Wire.OPENAI, FAULT)))
        .isEqualTo(
            "{\"error\":{\"message\":\"it \\\"broke\\\"  (provider p); try later\","
                + "\"type\":\"server_error\",\"param\":null,\"code\":\"provider_error\"}}");
  }

  @Test
  void body_anthropic_hasItsOwnShape() {
    assertThat(text(ErrorBodies.body(Wire.ANTHROPIC, FAULT)))
        .isEqualTo(
            "{\"type\":\"error\",\"error\":{\"type\":\"api_error\","
                + "\"message\":\"it \\\"broke\\\"  (provider p); try later\"}}");
  }

  @Test
  void body_param_isNamed() throws JsonProcessingException {
    JsonNode body = JSON.readTree(text(ErrorBodies.body(Wire.OPENAI, FAULT.withParam("model"))));
    assertThat(body.path("error").path("param").asText()).isEqualTo("model");
  }

  @ParameterizedTest
  @EnumSource
  void body_anyFault_isJsonInBothWires(FaultKind kind) throws JsonProcessingException {
    Fault fault = Fault.of(kind, "x".repeat(5_000), "here", "do");
    assertThat(JSON.readTree(text(ErrorBodies.body(Wire.OPENAI, fault))).path("error")).hasSize(4);
    assertThat(text(ErrorBodies.body(Wire.ANTHROPIC, fault))).contains("_").hasSizeLessThan(1_200);
  }

  @ParameterizedTest
  @CsvSource({
    "MALFORMED_REQUEST, 400, invalid_request_error",
    "INVALID_KEY, 401, authentication_error",
    "CALLER_AUTH_FAILED, 403, permission_error",
    "MODEL_NOT_FOUND, 404, not_found_error",
    "METHOD_NOT_ALLOWED, 405, invalid_request_error",
    "BODY_TOO_LARGE, 413, request_too_large",
    "RATE_LIMITED, 429, rate_limit_error",
    "OVERLOADED, 429, rate_limit_error",
    "DEFECT, 500, api_error",
    "PROVIDER_ERROR, 502, api_error",
    "CONNECT_FAILED, 503, api_error",
    "PROVIDER_OVERLOADED, 503, overloaded_error",
    "PROVIDER_OVERLOADED, 529, overloaded_error",
    "TOTAL_TIMEOUT, 504, timeout_error",
  })
  void anthropicType_statusAndKind_isAnthropicsName(FaultKind kind, int status, String type) {
    assertThat(ErrorBodies.anthropicType(kind, status)).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "CHAT_COMPLETIONS, OPENAI, 'data: {\"error\":'",
    "COMPLETIONS, OPENAI, 'data: {\"error\":'",
    "PASS_THROUGH, ANTHROPIC, 'event: error\ndata: {\"type\":\"error\",\"error\":'",
    "MESSAGES, ANTHROPIC, 'event: error\ndata: {\"type\":\"error\",\"error\":'",
    "RESPONSES, OPENAI, 'event: error\ndata: {\"type\":\"error\",\"code\":\"provider_error\"'",
  })
  void lastEvent_perEndpoint_startsAndEndsAnEvent(Kind kind, Wire wire, String start) {
    String event = text(ErrorBodies.lastEvent(new Endpoint(kind, wire, null), FAULT, 7));
    assertThat(event).startsWith(start).endsWith("}\n\n").doesNotContain("\r", "\n\n\n");
    assertThat(event.contains("\"sequence_number\":7")).isEqualTo(kind == Kind.RESPONSES);
  }

  private static String text(ByteBuf body) {
    String text = body.toString(UTF_8);
    body.release();
    return text;
  }
}
