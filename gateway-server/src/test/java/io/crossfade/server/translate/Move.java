package io.crossfade.server.translate;

import io.crossfade.server.story.Story;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import java.nio.file.Path;

/** A migration from a provider of OpenAI's API to one of Anthropic's, or back. */
final class Move {
  static final String CANDIDATE = "x-crossfade-arm: candidate";

  private static final String OPENAI =
      "{type: openai-compatible, base_url: \"http://127.0.0.1:%s/v1\", retries: {max: 0},"
          + " timeouts: {first_byte: 1s, total: 8s}}";
  private static final String ANTHROPIC =
      "{type: anthropic, base_url: \"http://127.0.0.1:%s\", api_key: sk-ant-fake-key-1,"
          + " retries: {max: 0}, timeouts: {first_byte: 1s, total: 8s}}";

  private Move() {}

  static Story toClaude(Path folder, String settings) {
    Story story = new Story(folder);
    story.next.script(new Claude("I am Claude."));
    story.save(file(OPENAI.formatted("OLD"), ANTHROPIC.formatted("NEXT"), settings));
    story.start();
    return story;
  }

  static Story fromClaude(Path folder, String settings) {
    Story story = new Story(folder);
    story.old.script(new Claude("I am Claude."));
    story.save(file(ANTHROPIC.formatted("OLD"), OPENAI.formatted("NEXT"), settings));
    story.start();
    return story;
  }

  private static String file(String old, String next, String settings) {
    return """
    server: {listen: "127.0.0.1:0", admin: "127.0.0.1:0"}
    providers:
      old: %s
      next: %s
    migrations:
      - {name: move, from: old, to: next/the-new-one, models: ["*"], %s}
    """
        .formatted(old, next, settings);
  }

  static RawResponse post(Story story, String path, String body, String... fields) {
    try (RawClient client = RawClient.to(story.address())) {
      return client.post(path, body, fields).read();
    }
  }
}
