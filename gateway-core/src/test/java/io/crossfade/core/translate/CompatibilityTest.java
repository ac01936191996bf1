package io.crossfade.core.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.translate.RecordedTranslationTest.Same;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recorded requests go to the other API and back; what they lose is known, and printed. */
final class CompatibilityTest {
  private static final Path PAGE = Path.of("../docs/compatibility.md");
  private static final boolean WRITE = Boolean.getBoolean("golden.write");

  @Test
  void recordedRequests_thereAndBack_loseNothingInSilence() {
    for (Compatibility table : tables()) {
      assertThat(table.silent()).as("lost without a word, %s", table.title()).isEmpty();
    }
  }

  @Test
  void page_ofRecordedRequests_isCurrent() throws IOException {
    StringBuilder page = new StringBuilder(Compatibility.INTRODUCTION);
    tables().forEach(table -> page.append('\n').append(table.print()));
    if (WRITE) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page.toString());
  }

  private static List<Compatibility> tables() {
    return List.of(
        table("OpenAI's chat to Anthropic's messages", Same.CHAT, Same.MESSAGES),
        table("Anthropic's messages to OpenAI's chat", Same.MESSAGES, Same.CHAT),
        table("OpenAI's responses to Anthropic's messages", Same.RESPONSES, Same.MESSAGES),
        table("OpenAI's responses to OpenAI's chat", Same.RESPONSES, Same.CHAT));
  }

  private static Compatibility table(String title, Same own, Same other) {
    Compatibility table = new Compatibility(title);
    own.recorded()
        .map(cassette -> cassette.root().at("/request/body"))
        .filter(ObjectNode.class::isInstance)
        .forEach(body -> table.add(ThereAndBack.of((ObjectNode) body, own, other)));
    return table;
  }
}
