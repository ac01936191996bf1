package io.crossfade.server.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.story.Story;
import io.crossfade.server.testing.RawResponse;
import io.crossfade.server.testing.SeenRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers of OpenAI's responses, moved to providers like OpenAI with and without that path. */
final class ResponsesToChatTest {
  private static final String PATH = "/v1/responses";
  private static final String ASK = "{\"model\":\"gpt-4o\",\"input\":\"Hi\"}";
  private static final String STREAM = "{\"model\":\"gpt-4o\",\"input\":\"Hi\",\"stream\":true}";

  @TempDir private Path folder;

  private Story story(String type) {
    Story story = new Story(folder);
    String file =
        Story.PROVIDERS.replace(
            "  next:\n    type: openai-compatible", "  next:\n    type: " + type);
    story.save(
        file.replace("NEXT/v1\"", "NEXT/v1\"\n    api_key: caller")
            + "migrations: [{name: move, from: old/gpt-4o, to: next/new, split: 100%}]\n");
    story.start();
    return story;
  }

  @Test
  void response_providerWithoutThePath_isAskedByItsChatWithTheCallersKey() {
    try (Story story = story("mistral")) {
      RawResponse answer = Move.post(story, PATH, ASK, "authorization: Bearer callers-own");
      assertThat(answer.header("x-crossfade-provider")).isEqualTo("next");
      assertThat(answer.json().at("/output/0/content/0/text").asText())
          .isEqualTo("I am the new one.");
      SeenRequest seen = story.next.awaitRequest(0);
      assertThat(seen.target()).isEqualTo("/v1/chat/completions");
      assertThat(seen.headers().get("authorization")).isEqualTo("Bearer callers-own");
      assertThat(seen.json().at("/messages/0/content").asText()).isEqualTo("Hi");
    }
  }

  @Test
  void stream_providerWithoutThePath_comesInNumberedEvents() {
    try (Story story = story("together")) {
      String told = Move.post(story, PATH, STREAM, "authorization: Bearer callers-own").text();
      assertThat(told).contains("\"delta\":\"I am the new one.\"");
      assertThat(NumberedEvents.in(told)).endsWith("8 response.completed");
    }
  }

  @ParameterizedTest
  @CsvSource({"openai", "xai", "groq", "deepseek", "fireworks", "openrouter", "vllm", "ollama"})
  void response_providerWithThePath_isAskedInTheCallersBytes(String type) {
    try (Story story = story(type)) {
      Move.post(story, PATH, ASK, "authorization: Bearer callers-own");
      SeenRequest seen = story.next.awaitRequest(0);
      assertThat(seen.target()).isEqualTo(PATH);
      assertThat(seen.text()).isEqualTo(ASK.replace("gpt-4o", "new"));
    }
  }
}
