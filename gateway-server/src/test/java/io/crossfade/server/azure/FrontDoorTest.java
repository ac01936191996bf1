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

/** Calls of Azure's SDKs, byte by byte, to providers of three kinds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FrontDoorTest {
  private static final String KEY = "api-key: gateway-key-12345";
  private static final String VERSION = "?api-version=2024-10-21";
  private static final String HI = "\"messages\": [{\"role\": \"user\", \"content\": \"Grüße\"}]}";

  private final Voice voice = new Voice("hello");
  private final FakeProvider provider = new FakeProvider(voice);
  private RunningGateway gateway;

  @BeforeAll
  void start(@TempDir Path folder) {
    gateway =
        RunningGateway.start(
            folder,
            """
            providers:
              plain: {type: openai, base_url: "%1$s/v1", api_key: "${OLD_KEY}"}
              az: {type: azure, base_url: "%1$s", api_key: "${NEW_KEY}"}
              claude: {type: anthropic, base_url: "%1$s", api_key: "${NEW_KEY}"}
            models:
              gpt-4o: {aliases: [our-4o]}
            routes:
              - {model: "gpt-*", to: plain}
              - {model: "az-*", to: az}
              - {model: "az/*", to: az}
              - {model: "claude-*", to: claude}
              - {model: whisper-1, to: plain}
            keys:
              - {id: app, key: gateway-key-12345}
            """
                .formatted(provider.url()));
  }

  @BeforeEach
  void speak() {
    provider.script(voice);
  }

  @AfterAll
  void stop() {
    gateway.close();
    provider.close();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "gpt-4o | { @                       | {\"model\":\"gpt-4o\", @",
        "our-4o | {\"a\": 1, @              | {\"model\":\"gpt-4o\",\"a\": 1, @",
        "gpt-4o | {\"model\":\"other\", @   | {\"model\":\"gpt-4o\", @",
        "gpt-4o | {\"model\" : null, @      | {\"model\" : \"gpt-4o\", @",
        "gpt-4o | {\"model\":\"gpt-4\\u006f\", @ | {\"model\":\"gpt-4\\u006f\", @",
      })
  void call_toOpenAi_namesThePathsModelInItsBody(String deployment, String sent, String expected) {
    RawResponse answer = ask(chat(deployment), sent.replace("@", HI));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    SeenRequest seen = provider.requests().getLast();
    assertThat(seen.target()).isEqualTo("/v1/chat/completions");
    assertThat(seen.text()).isEqualTo(expected.replace("@", HI));
    assertThat(seen.headers().all("authorization")).containsExactly("Bearer old-provider-key");
    assertThat(seen.headers().toString()).doesNotContain("gateway-key", "api-key");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "az-gpt, {@, az-gpt",
    "az-gpt, '{\"model\": \"other\", @', az-gpt",
    "az%2Fdeep, '{\"model\": null, @', az%2Fdeep",
    "az-%C3%BC%20%2B, {@, az-%C3%BC%20%2B",
  })
  void call_toAzure_keepsItsBodyAndItsVersion(String deployment, String sent, String asked) {
    RawResponse answer = ask(chat(deployment) + "&x=1", sent.replace("@", HI));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    SeenRequest seen = provider.requests().getLast();
    assertThat(seen.target())
        .isEqualTo("/openai/deployments/" + asked + "/chat/completions" + VERSION + "&x=1");
    assertThat(seen.text()).isEqualTo(sent.replace("@", HI));
    assertThat(seen.headers().all("api-key")).containsExactly("new-provider-key");
  }

  @Test
  void call_ofTheV1Api_reachesBothKinds() {
    ask("/openai/v1/chat/completions?api-version=preview", "{\"model\":\"gpt-4o\"," + HI);
    assertThat(provider.requests().getLast().target()).isEqualTo("/v1/chat/completions");
    ask("/openai/v1/chat/completions?api-version=preview", "{\"model\":\"az-gpt\"," + HI);
    assertThat(provider.requests().getLast().target())
        .isEqualTo("/openai/v1/chat/completions?api-version=preview");
  }

  @Test
  void call_streamed_isStreamed() {
    try (RawClient client = RawClient.to(gateway.dataAddress())) {
      RawResponse answer = client.post(chat("gpt-4o"), "{\"stream\":true," + HI, KEY).read();
      assertThat(answer.header("content-type")).isEqualTo("text/event-stream");
      assertThat(answer.text()).contains("hello", "[DONE]");
    }
    assertThat(provider.requests().getLast().text())
        .isEqualTo("{\"model\":\"gpt-4o\",\"stream\":true," + HI);
  }

  @Test
  void call_toAnthropic_isTranslatedForThePathsModel() {
    provider.script(
        Answer.json(
            200,
            """
            {"id":"m","type":"message","role":"assistant","model":"claude-sonnet-4-5",
             "content":[{"type":"text","text":"hello"}],"stop_reason":"end_turn",
             "usage":{"input_tokens":1,"output_tokens":1}}
            """));
    RawResponse answer = ask(chat("claude-sonnet-4-5"), "{\"model\":null," + HI);
    assertThat(answer.json().at("/choices/0/message/content").asText()).isEqualTo("hello");
    SeenRequest seen = provider.requests().getLast();
    assertThat(seen.target()).isEqualTo("/v1/messages");
    assertThat(seen.json().path("model").asText()).isEqualTo("claude-sonnet-4-5");
  }

  @Test
  void upload_toADeployment_goesWhereItsModelGoes() {
    provider.script(voice.whole());
    String body = "--x\r\ncontent-disposition: form-data; name=\"file\"\r\n\r\nabc\r\n--x--\r\n";
    String head =
        """
        POST /openai/deployments/whisper-1/audio/transcriptions?api-version=2024-10-21 HTTP/1.1
        host: gateway
        %s
        content-type: multipart/form-data; boundary=x
        content-length: %d

        """
            .formatted(KEY, body.length())
            .replace("\n", "\r\n");
    try (RawClient client = RawClient.to(gateway.dataAddress())) {
      RawResponse answer = client.send(head + body).read();
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
    SeenRequest seen = provider.requests().getLast();
    assertThat(seen.target()).isEqualTo("/v1/audio/transcriptions");
    assertThat(seen.text()).isEqualTo(body);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/openai/deployments/mystery/chat/completions, 404, model_not_found",
    "/openai/deployments/gpt-4o/nonsense, 404, not_found",
    "/openai/deployments/gpt-4o/chat%2fcompletions, 400, invalid_request",
    "/openai/deployments/..%2Fgpt-4o/chat/completions, 400, invalid_request",
    "/openai/deployments/gpt-4o%00/chat/completions, 400, invalid_request",
  })
  void call_toNothing_isToldInOpenAisShape(String path, int status, String code) {
    int before = provider.requests().size();
    RawResponse answer = ask(path + VERSION, "{" + HI);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().at("/error/code").asText()).isEqualTo(code);
    assertThat(provider.requests()).hasSize(before);
  }

  @Test
  void call_withAnotherKey_isRefused() {
    try (RawClient client = RawClient.to(gateway.dataAddress())) {
      RawResponse answer = client.post(chat("gpt-4o"), "{" + HI, "api-key: wrong").read();
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.json().at("/error/code").asText()).isEqualTo("invalid_api_key");
    }
  }

  private static String chat(String deployment) {
    return "/openai/deployments/" + deployment + "/chat/completions" + VERSION;
  }

  private RawResponse ask(String target, String body) {
    try (RawClient client = RawClient.to(gateway.dataAddress())) {
      return client.post(target, body, KEY).read();
    }
  }
}
