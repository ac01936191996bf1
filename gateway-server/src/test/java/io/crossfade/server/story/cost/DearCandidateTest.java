package io.crossfade.server.story.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.routing.migration.Phase;
import io.crossfade.server.story.Load;
import io.crossfade.server.story.Story;
import io.crossfade.server.story.Voice;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.SeenRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A candidate that takes more tokens than expected, and one that does not. */
final class DearCandidateTest {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final String PRICES =
      """
      models:
        "gpt-4*": {price: {input: 2, output: 8}}
      """;

  @TempDir private Path folder;

  /** A provider whose answers take as many tokens as they like, half of them less than the mean. */
  private static Function<SeenRequest, Answer> taking(double mean, String words, long seed) {
    Random random = new Random(seed);
    Voice voice = new Voice(words);
    return request -> {
      if (request.json().path("stream").asBoolean()) {
        return voice.streamed();
      }
      long tokens = Math.round(mean * Math.exp(0.9 * random.nextGaussian()));
      return Answer.json(
          200,
          """
          {"id":"c-1","object":"chat.completion","model":"m","choices":[{"index":0,\
          "message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],\
          "usage":{"prompt_tokens":10,"completion_tokens":%d}}\
          """
              .formatted(words, tokens));
    };
  }

  private Story story() {
    Story story = new Story(folder);
    story.old.script(taking(200, "I am the old one.", 1));
    story.next.script(taking(200, "I am the new one.", 2));
    story.save(Story.move("split: 25%") + PRICES);
    story.start();
    return story;
  }

  @Test
  void candidate_takesThreeTimesTheTokens_isRolledBackForCost() {
    try (Story story = story();
        Load load = Load.on(story.address(), 12, Duration.ofMillis(10))) {
      Await.until(() -> load.toCandidate() > 1_000, LONG);
      story.next.script(taking(600, "I am the new one.", 3));
      Await.until(() -> story.state().phase() == Phase.ROLLED_BACK, LONG);
      assertThat(story.state().reason()).isEqualTo("cost");
      Await.until(() -> last(story).path("event").asText().equals("RollBack"));
      JsonNode payload = last(story).path("payload");
      assertThat(payload.path("reason").asText())
          .startsWith("cost beyond 1.73 times the control's p50:")
          .containsPattern("\\d+ of \\d+ beyond against \\d+ of \\d+");
      JsonNode numbers = payload.path("numbers").path("cost");
      assertThat(numbers.fieldNames()).toIterable().containsExactly("p50", "p90", "p99");
      assertThat(numbers.findValues("e").stream().mapToDouble(JsonNode::asDouble).sum())
          .isGreaterThan(2_000);
      assertThat(load.complaints()).isEmpty();
    }
  }

  /** Callers are moved first; the log follows. */
  private static JsonNode last(Story story) {
    JsonNode events = story.admin().events("move");
    return events.get(events.size() - 1);
  }

  @Test
  void candidate_takesAsManyTokens_staysAndIsAddedUp() {
    try (Story story = story();
        Load load = Load.on(story.address(), 12, Duration.ofMillis(5))) {
      Await.until(() -> load.toCandidate() > 600, LONG);
      assertThat(story.state().phase()).isEqualTo(Phase.RUNNING);
      assertThat(story.view("move").judge().alerts()).isEmpty();
      assertThat(load.complaints()).isEmpty();
      String scraped = story.admin().metrics("crossfade_");
      assertThat(scraped)
          .containsPattern("crossfade_cost_usd_total\\{arm=\"candidate\"[^\\n]*} 0\\.\\d+")
          .containsPattern("crossfade_usage_total\\{arm=\"control\"[^\\n]*reported\",} [1-9]")
          .containsPattern("crossfade_usage_total\\{arm=\"control\"[^\\n]*estimated\",} [1-9]")
          .containsPattern(
              "crossfade_tokens_total\\{arm=\"control\"[^\\n]*type=\"completion\",} [1-9]")
          .containsPattern("crossfade_unpriced_answers_total\\{[^\\n]*} 0\\.0");
    }
  }
}
