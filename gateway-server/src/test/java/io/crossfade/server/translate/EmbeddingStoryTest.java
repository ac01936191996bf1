package io.crossfade.server.translate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.server.story.Story;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.Cassette;
import io.crossfade.server.testing.CassettePlayer;
import io.crossfade.server.testing.Cassettes;
import io.crossfade.server.testing.Cuts;
import io.crossfade.server.testing.RawResponse;
import io.crossfade.server.testing.SeenRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers of OpenAI's embeddings, answered with what providers of other APIs say. */
final class EmbeddingStoryTest {
  private static final String PATH = "/v1/embeddings";
  private static final String OLD =
      """
      {"object":"list","data":[{"object":"embedding","index":0,"embedding":[9]}],\
      "model":"old","usage":{"prompt_tokens":1,"total_tokens":1}}\
      """;
  private static final String TWO =
      """
      {"id":"1","embeddings":{"float":[[0.5, -1e-3],\n [1, 2.25]]},"texts":["a","b"],\
      "meta":{"billed_units":{"input_tokens":4},"tokens":{"input_tokens":90}}}\
      """;
  private static final String COHERE =
      "{type: cohere, base_url: \"http://127.0.0.1:NEXT\", api_key: co-fake-key-1}";
  private static final String BEDROCK =
      "{type: bedrock, region: eu-central-1, base_url: \"http://127.0.0.1:NEXT\","
          + " api_key: bedrock-fake-key-1}";
  private static final String GEMINI =
      "{type: gemini, base_url: \"http://127.0.0.1:NEXT\", api_key: AIza-fake-key-1}";
  private static final String VERTEX =
      "{type: vertex, project: p1, region: eu, base_url: \"http://127.0.0.1:NEXT\","
          + " api_key: ya29.fake-token-1}";

  @TempDir private Path folder;

  @Test
  void embeddings_cohere_areToldWithTheDigitsTheyHave() {
    try (Story story = story(COHERE, "embed-v4.0", Answer.json(200, TWO))) {
      RawResponse answer =
          ask(story, "\"input\":[\"a\",\"b\"],\"dimensions\":256,\"user\":\"u\",\"x\":1");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text())
          .isEqualTo(
              """
              {"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.5,-1e-3]},\
              {"object":"embedding","index":1,"embedding":[1,2.25]}],"model":"embed-v4.0",\
              "usage":{"prompt_tokens":4,"total_tokens":4}}\
              """);
      assertThat(answer.header("x-crossfade-dropped")).isEqualTo("user, x");
      SeenRequest seen = story.next.awaitRequest(0);
      assertThat(seen.target()).isEqualTo("/v2/embed");
      assertThat(seen.headers().get("authorization")).isEqualTo("Bearer co-fake-key-1");
      assertThat(seen.json())
          .isEqualTo(
              json(
                  """
                  {"model":"embed-v4.0","texts":["a","b"],"input_type":"search_document",
                   "embedding_types":["float"],"output_dimension":256,"truncate":"NONE"}
                  """));
    }
  }

  @Test
  void embeddings_asBase64_areThe32BitNumbers() {
    try (Story story = story(COHERE, "embed-v4.0", Answer.json(200, TWO))) {
      JsonNode body = ask(story, "\"input\":[\"a\",\"b\"],\"encoding_format\":\"base64\"").json();
      ByteBuffer numbers =
          ByteBuffer.wrap(Base64.getDecoder().decode(body.at("/data/0/embedding").asText()))
              .order(ByteOrder.LITTLE_ENDIAN);
      assertThat(numbers.remaining()).isEqualTo(8);
      assertThat(numbers.getFloat(0)).isEqualTo(0.5f);
      assertThat(numbers.getFloat(4)).isEqualTo(-1e-3f, within(0f));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "search_query, search_query, RETRIEVAL_QUERY",
    "passage, search_document, RETRIEVAL_DOCUMENT",
    "classification, classification, CLASSIFICATION",
    "clustering, clustering, CLUSTERING"
  })
  void embeddings_purposeInTheBody_isSaidInTheProvidersWords(
      String said, String cohere, String google) {
    String body = "\"input\":\"a\",\"input_type\":\"" + said + "\"";
    assertThat(sent(COHERE, "embed-v4.0", body).path("input_type").asText()).isEqualTo(cohere);
    assertThat(sent(GEMINI, "gemini-embedding-001", body).at("/requests/0/taskType").asText())
        .isEqualTo(google);
    assertThat(sent(VERTEX, "text-embedding-005", body).at("/instances/0/task_type").asText())
        .isEqualTo(google);
  }

  @ParameterizedTest
  @CsvSource({
    "cohere, embed-english-light-v3.0, cohere.v2.embed.json.embeddings.1, 6, 384, /v2/embed",
    "gemini, gemini-embedding-001, gemini.batchEmbedContents.json.embeddings.1, 1, 768,"
        + " /v1beta/models/gemini-embedding-001:batchEmbedContents",
    "vertex, text-embedding-004, vertex.predict.json.text.1, 1, 768,"
        + " /v1beta1/projects/p1/locations/eu/publishers/google/models/text-embedding-004:predict",
    "vertex, gemini-embedding-2, vertex.embedContent.json.embeddings.1, 1, 3072,"
        + " /v1beta1/projects/p1/locations/eu/publishers/google/models/gemini-embedding-2:embedContent"
  })
  void embeddings_recordedAnswer_isTold(
      String type, String model, String recording, int vectors, int length, String target) {
    Cassette tape = Cassettes.named(recording);
    Answer answer = CassettePlayer.answer(tape, tape.body(), Cuts.every(1_000));
    String provider = type.equals("cohere") ? COHERE : type.equals("gemini") ? GEMINI : VERTEX;
    try (Story story = story(provider, model, answer)) {
      RawResponse told = ask(story, "\"input\":[" + "\"a\",".repeat(vectors - 1) + "\"a\"]");
      assertThat(told.status()).as(told.text()).isEqualTo(200);
      assertThat(told.json().path("data")).hasSize(vectors);
      assertThat(told.json().at("/data/0/embedding")).hasSize(length);
      assertThat(story.next.awaitRequest(0).target()).isEqualTo(target);
    }
  }

  @Test
  void embeddings_bedrocksCohere_areAskedInItsWords() {
    String model = "cohere.embed-english-v3";
    try (Story story = story(BEDROCK, model, Answer.json(200, TWO))) {
      JsonNode body = ask(story, "\"input\":[\"a\",\"b\"]").json();
      assertThat(body.path("data")).hasSize(2);
      SeenRequest seen = story.next.awaitRequest(0);
      assertThat(seen.target()).isEqualTo("/model/cohere.embed-english-v3/invoke");
      assertThat(seen.headers().get("authorization")).isEqualTo("Bearer bedrock-fake-key-1");
      assertThat(seen.json().path("texts")).hasSize(2);
      assertThat(seen.json().has("model")).isFalse();
    }
  }

  @Test
  void embeddings_titan_isAskedForOneText() {
    String one =
        """
        {"embedding":[1,0.5],"inputTextTokenCount":3,"embeddingsByType":{"float":[1,0.5]}}\
        """;
    try (Story story = story(BEDROCK, "amazon.titan-embed-text-v2:0", Answer.json(200, one))) {
      JsonNode body = ask(story, "\"input\":[\"a\"],\"dimensions\":256").json();
      assertThat(body.at("/data/0/embedding").toString()).isEqualTo("[1,0.5]");
      assertThat(body.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
      SeenRequest seen = story.next.awaitRequest(0);
      assertThat(seen.target()).isEqualTo("/model/amazon.titan-embed-text-v2%3A0/invoke");
      assertThat(seen.json()).isEqualTo(json("{\"inputText\":\"a\",\"dimensions\":256}"));
      assertThat(ask(story, "\"input\":[\"a\",\"b\"]").text()).isEqualTo(OLD);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"input\":[1,2,3]",
        "\"input\":[[1,2],[3]]",
        "\"input\":\"a\",\"input_type\":\"image\""
      })
  void embeddings_whatCannotBeSaid_isAnsweredByTheControl(String body) {
    try (Story story = story(COHERE, "embed-v4.0", Answer.json(200, TWO))) {
      RawResponse answer = ask(story, body);
      assertThat(answer.text()).isEqualTo(OLD);
      assertThat(answer.header("x-crossfade-fallback")).isEqualTo("control");
      assertThat(story.next.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"input\":{}", "\"input\":[]", "\"input\":\"a\",\"encoding_format\":\"x\""})
  void embeddings_thatNobodyWouldTake_areRefusedByName(String body) {
    try (Story story = story(COHERE, "embed-v4.0", Answer.json(200, TWO))) {
      JsonNode error = ask(story, body).json().path("error");
      assertThat(error.path("code").asText()).isEqualTo("invalid_request");
      assertThat(error.path("param").asText()).isIn("input", "encoding_format");
      assertThat(story.next.requests()).isEmpty();
    }
  }

  @Test
  void embeddings_tooManyTextsForOneCall_areAnsweredByTheControl() {
    try (Story story = story(COHERE, "embed-v4.0", Answer.json(200, TWO))) {
      RawResponse answer = ask(story, "\"input\":[" + "\"a\",".repeat(96) + "\"a\"]");
      assertThat(answer.text()).isEqualTo(OLD);
      assertThat(story.next.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"embeddings\":{\"float\":[[1]]}}",
        "200 | {\"message\":\"no\"}",
        "200 | {\"embeddings\":{\"float\":[[1],[2",
        "429 | {\"message\":\"slow down\"}",
        "500 | {\"message\":\"it broke\"}"
      })
  void embeddings_answerThatIsNone_isGivenByTheControl(int status, String body) {
    try (Story story = story(COHERE, "embed-v4.0", Answer.json(status, body))) {
      RawResponse answer = ask(story, "\"input\":[\"a\",\"b\"]");
      assertThat(answer.text()).isEqualTo(OLD);
      assertThat(answer.header("x-crossfade-fallback")).isEqualTo("control");
    }
  }

  @Test
  void embeddings_candidateIsAModelForChat_stayWithTheControl() {
    try (Story story = story(COHERE, "command-a-03-2025", Answer.json(200, TWO))) {
      RawResponse answer = ask(story, "\"input\":\"a\"");
      assertThat(answer.text()).isEqualTo(OLD);
      assertThat(answer.header("x-crossfade-arm")).isNull();
      assertThat(story.next.requests()).isEmpty();
    }
  }

  private JsonNode sent(String provider, String model, String body) {
    try (Story story = story(provider, model, Answer.json(500, "{}"))) {
      assertThat(ask(story, body).text()).isEqualTo(OLD);
      return story.next.awaitRequest(0).json();
    }
  }

  private static RawResponse ask(Story story, String fields) {
    return Move.post(story, PATH, "{\"model\":\"text-embedding-3-small\"," + fields + "}");
  }

  private Story story(String provider, String model, Answer answer) {
    Story story = new Story(folder);
    story.old.script(Answer.json(200, OLD));
    story.next.script(answer);
    story.save(
        """
        server: {listen: "127.0.0.1:0", admin: "127.0.0.1:0"}
        providers:
          old: {type: openai-compatible, base_url: "http://127.0.0.1:OLD/v1"}
          next: %s
        migrations:
          - {name: move, from: old, to: next/%s, models: ["*"], split: 100%%, \
        allow_mixed_embeddings: true, rollback: {mode: manual}}
        """
            .formatted(provider, model));
    story.start();
    return story;
  }

  private static JsonNode json(String text) {
    return requireNonNull(JsonTrees.parse(text));
  }
}
