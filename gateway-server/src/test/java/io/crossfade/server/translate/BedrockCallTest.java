package io.crossfade.server.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.server.story.Story;
import io.crossfade.server.testing.RawResponse;
import io.crossfade.server.testing.SeenRequest;
import io.crossfade.server.testing.aws.Account;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls moved to Bedrock: signed anew for each attempt, told in the caller's words. */
final class BedrockCallTest {
  private static final String OPENAI =
      "{type: openai-compatible, base_url: \"http://127.0.0.1:OLD/v1\"}";
  private static final String CLAUDE =
      "{type: anthropic, base_url: \"http://127.0.0.1:OLD\", api_key: sk-ant-fake-key-1}";
  private static final String NO_RETRY = "retries: {max: 0}";
  private static final String ASK =
      """
      {"model":"gpt-4o","messages":[{"role":"user","content":[{"type":"text","text":"Grüß"},\
      {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]}],\
      "tools":[{"type":"function","function":{"name":"weather"}}]}\
      """;
  private static final String MESSAGE =
      """
      {"model":"claude","max_tokens":9,"messages":[{"role":"user","content":"Hi"}],\
      "tools":[{"name":"weather","input_schema":{"type":"object"}}]}\
      """;

  private Account account = ToBedrock.account();
  @TempDir private Path folder;

  @AfterEach
  void forget() {
    account.close();
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic.claude-3-5-sonnet-20241022-v2:0, anthropic.claude-3-5-sonnet-20241022-v2%3A0",
    "us.anthropic.claude-sonnet-4-5, us.anthropic.claude-sonnet-4-5",
    "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/a~1,"
        + " arn%3Aaws%3Abedrock%3Aeu-west-1%3A123456789012%3Aapplication-inference-profile%2Fa~1"
  })
  void chat_modelOfAnyForm_isSignedAndTold(String model, String segment) {
    try (Story story = ToBedrock.from(OPENAI, folder, model, NO_RETRY)) {
      RawResponse answer = story.ask(ASK, "authorization: Bearer sk-the-callers-own");
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      JsonNode body = answer.json();
      assertThat(body.at("/choices/0/message/content").asText()).isEqualTo("I am Bedrock.");
      assertThat(body.at("/choices/0/message/tool_calls/0/function/arguments").asText())
          .isEqualTo("{\"city\":\"Ulm\"}");
      assertThat(body.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
      assertThat(body.at("/usage/prompt_tokens").asInt()).isEqualTo(9);
      assertThat(body.path("model").asText()).isEqualTo(model);
      assertThat(body.path("id").asText()).isEqualTo(answer.header("x-request-id"));
      SeenRequest seen = story.next.awaitRequest(0);
      assertThat(seen.target()).isEqualTo("/model/" + segment + "/converse");
      assertThat(seen.headers().get("x-amz-security-token")).isEqualTo(ToBedrock.TOKEN);
      assertThat(seen.headers().all("authorization")).hasSize(1);
      assertThat(seen.json().at("/messages/0/content/1/image/format").asText()).isEqualTo("png");
    }
  }

  @Test
  void messages_fromAnthropic_isSignedAndTold() {
    try (Story story = ToBedrock.from(CLAUDE, folder, NO_RETRY)) {
      RawResponse answer = Move.post(story, "/v1/messages", MESSAGE);
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      JsonNode body = answer.json();
      assertThat(body.at("/content/0/text").asText()).isEqualTo("I am Bedrock.");
      assertThat(body.at("/content/1/input/city").asText()).isEqualTo("Ulm");
      assertThat(body.path("stop_reason").asText()).isEqualTo("tool_use");
      assertThat(story.next.awaitRequest(0).headers().get("anthropic-version")).isNull();
    }
  }

  @Test
  void chat_secondAttempt_isSignedAgain() {
    try (Story story = ToBedrock.from(OPENAI, folder, "retries: {max: 1}")) {
      AtomicInteger attempts = new AtomicInteger();
      story.next.script(
          request ->
              attempts.getAndIncrement() == 0
                  ? Bedrock.error(503, "ServiceUnavailableException", "Come back later.")
                  : ToBedrock.HEALTHY.apply(request));
      RawResponse answer = story.ask(ASK);
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.header("x-crossfade-provider")).isEqualTo("next");
      assertThat(story.next.requests()).hasSize(2);
      String first = story.next.awaitRequest(0).headers().get("x-amz-date");
      String second = story.next.awaitRequest(1).headers().get("x-amz-date");
      assertThat(second).isNotNull().isGreaterThanOrEqualTo(first);
    }
  }

  @Test
  void chat_credentialRefused_isAnsweredByTheControl() {
    try (Story story = ToBedrock.from(OPENAI, folder, NO_RETRY)) {
      story.next.script(new Bedrock("never", "another secret"));
      RawResponse answer = story.ask(ASK);
      assertThat(answer.header("x-crossfade-fallback")).isEqualTo("control");
      assertThat(answer.text()).contains("I am the old one.").doesNotContain("Canonical");
    }
  }

  @Test
  void chat_noCredential_isNotSentAndSaysWhoMustAct() {
    account.close();
    account = Account.none(Map.of());
    try (Story story = ToBedrock.from(OPENAI, folder, NO_RETRY)) {
      assertThat(story.ask(ASK).header("x-crossfade-fallback")).isEqualTo("control");
      story.apply(alone());
      RawResponse answer = story.ask(ASK);
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.json().at("/error/code").asText()).isEqualTo("provider_auth_failed");
      assertThat(answer.text()).contains("no AWS credential", "operator");
      assertThat(story.next.requests()).isEmpty();
    }
  }

  @Test
  void chat_apiKey_isABearerTokenAndNothingIsSigned() {
    try (Story story = ToBedrock.from(OPENAI, folder, "api_key: bedrock-api-key-abcdef")) {
      story.next.script(ToBedrock.HEALTHY.whole());
      assertThat(story.ask(ASK).status()).isEqualTo(200);
      SeenRequest seen = story.next.awaitRequest(0);
      assertThat(seen.headers().get("authorization")).isEqualTo("Bearer bedrock-api-key-abcdef");
      assertThat(seen.headers().get("x-amz-date")).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, ValidationException, prompt is too long, 400, invalid_request",
    "403, AccessDeniedException, not authorized, 502, provider_auth_failed",
    "404, ResourceNotFoundException, no such, 404, model_not_found",
    "408, ModelTimeoutException, took too long, 504, provider_error",
    "424, ModelErrorException, the model failed, 502, provider_error",
    "429, ModelNotReadyException, warming up, 503, provider_overloaded",
    "429, ThrottlingException, too many, 429, rate_limit_exceeded"
  })
  void error_documented_hasTheCallersShape(
      int status, String type, String message, int told, String code) {
    try (Story story = ToBedrock.from(OPENAI, folder, NO_RETRY)) {
      story.next.script(Bedrock.error(status, type, message));
      story.apply(alone());
      RawResponse answer = story.ask(ASK);
      assertThat(answer.status()).as(answer.text()).isEqualTo(told);
      assertThat(answer.json().at("/error/code").asText()).isEqualTo(code);
      assertThat(answer.text()).doesNotContain(ToBedrock.SECRET, ToBedrock.TOKEN);
    }
  }

  private static String alone() {
    return """
    server: {listen: "127.0.0.1:0", admin: "127.0.0.1:0"}
    providers:
      next:
        {type: bedrock, region: eu-central-1, base_url: "http://127.0.0.1:NEXT", retries: {max: 0}}
    routes:
      - {model: "*", to: "next/%s"}
    """
        .formatted(ToBedrock.MODEL);
  }
}
