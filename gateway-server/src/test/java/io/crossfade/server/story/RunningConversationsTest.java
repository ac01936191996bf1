package io.crossfade.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running conversation finishes where it began, new ones follow the split. */
final class RunningConversationsTest {
  private static final String KEPT =
      "sticky_by: session, conversations: {finish_where_started: true}, ";
  private static final int SESSIONS = 40;

  @TempDir private Path folder;

  @Test
  void split_moves_runningConversationsStayAndNewOnesFollow() {
    try (Story story = Story.of(folder, KEPT + "split: 20%")) {
      List<String> before = arms(story, "old");
      assertThat(before).contains("control", "candidate");
      story.save(Story.move(KEPT + "split: 90%"));
      story.awaitSplit(90);
      assertThat(arms(story, "old")).isEqualTo(before);
      assertThat(arms(story, "new").stream().filter("candidate"::equals).count())
          .isGreaterThan(SESSIONS / 2);
      story.save(Story.move(KEPT + "split: 1%"));
      story.awaitSplit(1);
      assertThat(arms(story, "old")).isEqualTo(before);
    }
  }

  @Test
  void explain_keptConversation_saysSo() {
    try (Story story = Story.of(folder, KEPT + "split: 1%")) {
      arms(story, "old");
      story.save(Story.move(KEPT + "split: 100%"));
      story.awaitSplit(100);
      String why =
          story
              .ask(Story.ASK, "x-session-id: old-1", "x-crossfade-explain: 1")
              .header("x-crossfade-explain");
      assertThat(why).contains("The conversation began on the control");
    }
  }

  @Test
  void rollback_anyConversation_movesAtOnce() {
    try (Story story = Story.of(folder, KEPT + "split: 90%")) {
      arms(story, "old");
      story.admin().act("move", "rollback");
      assertThat(arms(story, "old")).containsOnly("control");
    }
  }

  private static List<String> arms(Story story, String who) {
    return IntStream.range(0, SESSIONS)
        .mapToObj(session -> story.ask(Story.ASK, "x-session-id: " + who + "-" + session))
        .map(answer -> String.valueOf(answer.header("x-crossfade-arm")))
        .toList();
  }
}
