package io.crossfade.server.story.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.server.story.Story;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.Await;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What calls cost, as the management API has it, over a restart. */
final class CostsTest {
  private static final Offset<Double> DOLLARS = Offset.offset(1e-9);
  private static final String COSTS = "/v1/management/costs";
  private static final String PRICES =
      """
      models:
        gpt-4o: {price: {input: 2000, output: 8000}}
      """;
  private static final Answer ANSWER =
      Answer.json(
          200,
          """
          {"id":"c-1","object":"chat.completion","model":"m","choices":[{"index":0,\
          "message":{"role":"assistant","content":"I am."},"finish_reason":"stop"}],\
          "usage":{"prompt_tokens":100,"completion_tokens":50}}\
          """);

  @TempDir private Path folder;

  private Story story() {
    Story story = new Story(folder);
    story.old.script(_ -> ANSWER);
    story.next.script(_ -> ANSWER);
    story.save(Story.move("split: 50%") + PRICES);
    story.start();
    return story;
  }

  private static void calls(Story story) {
    for (int call = 0; call < 40; call++) {
      assertThat(story.ask(Story.ASK, "x-request-id: c-" + call).status()).isEqualTo(200);
    }
  }

  private static JsonNode costs(Story story, String query) {
    return story.admin().get(COSTS + query).json();
  }

  /** The candidate's model has no price in the file, and its provider none in the catalogue. */
  @Test
  void costs_byArm_addUpAndTellUnpricedFromFree() {
    try (Story story = story()) {
      calls(story);
      Await.until(() -> costs(story, "").path("total").path("answers").asLong() == 40);
      JsonNode data = costs(story, "?group_by=arm").path("data");
      assertThat(data).hasSize(2);
      JsonNode candidate = data.get(0);
      JsonNode control = data.get(1);
      assertThat(control.path("group").path("arm").asText()).isEqualTo("control");
      assertThat(control.path("cost").asDouble())
          .isEqualTo(control.path("answers").asLong() * 0.6, DOLLARS);
      assertThat(control.path("cost_per_request").asDouble()).isEqualTo(0.6, DOLLARS);
      assertThat(control.path("unpriced").asLong()).isZero();
      assertThat(candidate.path("cost").isNull()).isTrue();
      assertThat(candidate.path("cost_per_request").isNull()).isTrue();
      assertThat(candidate.path("unpriced")).isEqualTo(candidate.path("answers"));
      assertThat(candidate.path("projected_month").isNull()).isTrue();
    }
  }

  @Test
  void costs_afterARestart_goOn() {
    try (Story story = story()) {
      calls(story);
      Await.until(() -> costs(story, "").path("total").path("answers").asLong() == 40);
      JsonNode before = costs(story, "?range=month&group_by=day,model");
      story.stop();
      story.start();
      assertThat(costs(story, "?range=month&group_by=day,model")).isEqualTo(before);
      calls(story);
      Await.until(() -> costs(story, "?range=7d").path("total").path("answers").asLong() == 80);
    }
  }

  @Test
  void costs_byTag_countThoseThatAreKept() {
    try (Story story = new Story(folder)) {
      story.old.script(_ -> ANSWER);
      story.save(
          Story.PROVIDERS
              + """
              costs: {tags: [team, feature]}
              routes: [{model: "*", to: old}]
              models:
                gpt-4o: {price: {input: 2000, output: 8000}}
              keys:
                - {id: one, key: key-one, tenant: red, tags: {team: search}}
                - {id: two, key: key-two}
              """);
      story.start();
      tagged(story, "key-one", "team=ads, feature=x,colour=blue");
      tagged(story, "key-two", "team=ads,feature=x y");
      tagged(story, "key-two", "feature");
      Await.until(() -> costs(story, "").path("total").path("answers").asLong() == 3);
      assertThat(groups(story, "tag:team")).containsExactly("ads 0.6", "search 0.6");
      assertThat(groups(story, "tag:feature")).containsExactly("other 0.6", "x 0.6");
      assertThat(groups(story, "tag:colour")).isEmpty();
      assertThat(groups(story, "tenant")).containsExactly("red 0.6");
      assertThat(story.admin().metrics("crossfade_")).doesNotContain("\"ads\"", "\"search\"");
      assertThat(story.old.requests())
          .allSatisfy(request -> assertThat(request.headers().get("x-crossfade-tags")).isNull());
    }
  }

  private static void tagged(Story story, String key, String tags) {
    String[] fields = {"authorization: Bearer " + key, "x-crossfade-tags: " + tags};
    assertThat(story.ask(Story.ASK, fields).status()).isEqualTo(200);
  }

  /** The value of each group and what it cost. */
  private static List<String> groups(Story story, String by) {
    List<String> groups = new ArrayList<>();
    for (JsonNode group : costs(story, "?group_by=" + by).path("data")) {
      groups.add(group.path("group").path(by).asText() + " " + group.path("cost").asText());
    }
    return groups;
  }

  @Test
  void costs_nonsense_isRefusedInWords() {
    try (Story story = story()) {
      for (String query :
          new String[] {
            "?group_by=colour",
            "?group_by=tenant,arm",
            "?range=ever",
            "?range=2027-02-01..2027-01-01",
            "?group_by=tag:"
          }) {
        assertThat(costs(story, query).path("error").path("code").asText())
            .as(query)
            .isEqualTo("invalid_parameter");
      }
    }
  }
}
