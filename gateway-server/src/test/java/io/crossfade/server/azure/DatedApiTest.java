package io.crossfade.server.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.real.RunningGateway;
import io.crossfade.server.story.Voice;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.FakeProvider;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import io.crossfade.server.testing.SeenRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A migration to a resource of Azure that is asked by the dated API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DatedApiTest {
  private static final String HI = "\"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}";
  private static final String VERSION = "?api-version=2024-10-21";
  private static final String FILTERED =
      """
      {"error":{"message":"The response was filtered due to the prompt triggering Azure OpenAI's \
      content management policy.","type":null,"param":"prompt","code":"content_filter","status":400,\
      "innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"violence":\
      {"filtered":true,"severity":"medium"}}}}}\
      """;

  /** As Azure begins every stream: no choice yet, but what its filter thinks of the prompt. */
  private static final String PROMPT_RESULTS =
      """
      {"choices":[],"created":0,"id":"","model":"","object":"","prompt_filter_results":\
      [{"prompt_index":0,"content_filter_results":{"hate":{"filtered":false,"severity":"safe"}}}]}\
      """;

  private final Voice voice = new Voice("I am the new one.");
  private final FakeProvider old = new FakeProvider(new Voice("I am the old one."));
  private final FakeProvider azure = new FakeProvider(voice);
  private RunningGateway gateway;

  @BeforeAll
  void start(@TempDir Path folder) {
    gateway =
        RunningGateway.start(
            folder,
            """
            providers:
              old: {type: openai, base_url: "%1$s/v1", api_key: "${OLD_KEY}"}
              az:
                type: azure
                base_url: "%2$s"
                api_key: "${NEW_KEY}"
                api_version: 2024-10-21
                deployment: {gpt-4o: our-4o}
                retries: {max: 0}
              one: {type: azure, base_url: "%2$s", api_key: "${NEW_KEY}", deployment: only.one}
            routes:
              - {model: one-model, to: one}
              - {model: "*", to: old}
            migrations:
              - {name: to-azure, from: old/gpt-4o, to: az/gpt-4o, split: 100%%}
              - {name: mini, from: old/gpt-4o-mini, to: az/gpt-4.1-mini, split: 100%%}
            """
                .formatted(old.url(), azure.url()));
  }

  @BeforeEach
  void speak() {
    azure.script(voice);
  }

  @AfterAll
  void stop() {
    gateway.close();
    old.close();
    azure.close();
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "chat/completions, gpt-4o, /openai/deployments/our-4o/chat/completions",
    "chat/completions, gpt-4o-mini, /openai/deployments/gpt-4.1-mini/chat/completions",
    "completions, gpt-4o, /openai/deployments/our-4o/completions",
  })
  void call_ofTheCandidate_namesItsDeploymentInThePath(String path, String model, String target) {
    RawResponse answer = ask("/v1/" + path, model, "");
    assertThat(answer.header("x-crossfade-arm")).as(answer.text()).isEqualTo("candidate");
    SeenRequest seen = azure.requests().getLast();
    assertThat(seen.target()).isEqualTo(target + VERSION);
    assertThat(seen.text()).isEqualTo("{\"model\":\"" + model + "\", " + HI);
    assertThat(seen.headers().all("api-key")).containsExactly("new-provider-key");
  }

  @Test
  void call_ofResponses_namesItsDeploymentInTheBody() {
    azure.script(
        Answer.json(200, "{\"id\":\"r\",\"object\":\"response\",\"status\":\"completed\"}"));
    ask("/v1/responses", "gpt-4o", "");
    SeenRequest seen = azure.requests().getLast();
    assertThat(seen.target()).isEqualTo("/openai/responses" + VERSION);
    assertThat(seen.json().path("model").asText()).isEqualTo("our-4o");
  }

  @Test
  void call_ofTheV1Api_namesTheFixedDeploymentInTheBody() {
    ask("/v1/chat/completions", "one-model", "");
    SeenRequest seen = azure.requests().getLast();
    assertThat(seen.target()).isEqualTo("/openai/v1/chat/completions");
    assertThat(seen.json().path("model").asText()).isEqualTo("only.one");
  }

  @Test
  void call_ofAnAzureSdk_keepsItsOwnVersion() {
    String path = "/openai/deployments/gpt-4o/chat/completions?api-version=2025-01-01-preview";
    assertThat(post(path, "{" + HI).header("x-crossfade-model")).isEqualTo("gpt-4o");
    assertThat(azure.requests().getLast().target()).isEqualTo(path.replace("gpt-4o", "our-4o"));
  }

  @Test
  void call_ofAnthropicsCallers_isTranslatedForTheDeployment() {
    RawResponse answer = ask("/v1/messages", "gpt-4o", "\"max_tokens\": 9, ");
    assertThat(answer.json().at("/content/0/text").asText()).isEqualTo("I am the new one.");
    assertThat(azure.requests().getLast().target())
        .isEqualTo("/openai/deployments/our-4o/chat/completions" + VERSION);
  }

  @Test
  void prompt_thatTheFilterStops_isTheCallersAffair() {
    azure.script(Answer.json(400, FILTERED));
    int before = old.requests().size();
    RawResponse answer = ask("/v1/chat/completions", "gpt-4o", "");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).isEqualTo(FILTERED);
    RawResponse translated = ask("/v1/messages", "gpt-4o", "\"max_tokens\": 9, ");
    assertThat(translated.status()).isEqualTo(400);
    assertThat(translated.json().at("/error/type").asText()).isEqualTo("invalid_request_error");
    assertThat(translated.text()).contains("content management policy");
    assertThat(old.requests()).hasSize(before);
  }

  @Test
  void deployment_thatIsMissing_fallsBackToTheControl() {
    azure.script(
        Answer.json(
            404,
            """
            {"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource \
            does not exist."}}\
            """));
    RawResponse answer = ask("/v1/chat/completions", "gpt-4o", "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("I am the old one.");
  }

  @Test
  void stream_beginningWithResultsOfTheFilter_isWhole() {
    azure.script(
        Answer.stream("x-ratelimit-remaining-tokens: 7")
            .event(PROMPT_RESULTS)
            .event(Voice.delta("{\"role\":\"assistant\",\"content\":\"new\"}", "null"))
            .event(Voice.delta("{}", "\"content_filter\""))
            .event("[DONE]")
            .lastChunk());
    RawResponse answer = ask("/v1/chat/completions", "gpt-4o", "\"stream\": true, ");
    assertThat(answer.header("x-ratelimit-remaining-tokens")).isEqualTo("7");
    assertThat(answer.text())
        .startsWith("data: " + PROMPT_RESULTS)
        .contains("new", "content_filter")
        .endsWith("data: [DONE]\n\n");
    RawResponse translated = ask("/v1/messages", "gpt-4o", "\"stream\": true, \"max_tokens\": 9, ");
    assertThat(translated.text()).contains("\"text\":\"new\"", "refusal", "message_stop");
  }

  @Test
  void stream_thatBreaksOffBehindResultsOfTheFilter_fallsBack() {
    azure.script(Answer.stream().event(PROMPT_RESULTS).reset());
    RawResponse answer = ask("/v1/chat/completions", "gpt-4o", "\"stream\": true, ");
    assertThat(answer.text()).contains("I am the old one.").doesNotContain("prompt_filter_results");
  }

  private RawResponse ask(String path, String model, String more) {
    return post(path, "{\"model\":\"" + model + "\", " + more + HI);
  }

  private RawResponse post(String target, String body) {
    try (RawClient client = RawClient.to(gateway.dataAddress())) {
      return client.post(target, body).read();
    }
  }
}
