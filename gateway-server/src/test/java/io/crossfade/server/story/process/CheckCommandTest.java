package io.crossfade.server.story.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.story.Story;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.SeenRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gateway check}, without and with calls to the providers. */
final class CheckCommandTest {
  private static final String FILE =
      """
      providers:
        good: {type: openai-compatible, base_url: "http://127.0.0.1:OLD/v1", api_key: right-key}
        bad: {type: openai-compatible, base_url: "http://127.0.0.1:OLD/v1", api_key: wrong-key}
        claude: {type: anthropic, base_url: "http://127.0.0.1:OLD", api_key: right-key}
        page: {type: openai-compatible, base_url: "http://127.0.0.1:OLD/html", api_key: right-key}
        gone: {type: openai-compatible, base_url: "http://127.0.0.1:NEXT/v1", api_key: right-key}
        gem: {type: gemini, base_url: "http://127.0.0.1:OLD/gem", api_key: right-key}
        az:
          type: azure
          base_url: "http://127.0.0.1:OLD/az"
          api_key: right-key
          api_version: 2024-10-21
          deployment: {gpt-4o: our-4o}
        theirs: {type: openai-compatible, base_url: "http://127.0.0.1:OLD/v1", api_key: caller}
      routes:
        - {model: gpt-4o, to: good, fallback: [bad, gone/gpt-4o, az/gpt-4o, theirs/gpt-4o]}
        - {model: text-embedding-3-small, to: good}
        - {model: my-vectors, to: good}
        - {model: o3-mini, to: good}
        - {model: o1-pro, to: good}
        - {model: gpt-unheard-of, to: good}
        - {model: claude-sonnet-4-5, to: claude}
        - {model: gemini-2.5-flash, to: gem}
        - {model: "x-*", to: page}
      """;

  @TempDir private Path folder;
  private Story story;

  @BeforeEach
  void begin() {
    story = new Story(folder);
  }

  @AfterEach
  void end() {
    story.close();
  }

  @Test
  void check_goodFile_exits0() {
    story.save(Story.move("split: 5%"));
    Child child = Child.ran("check", "--config", story.file);
    assertThat(child.exit()).as(child.output()).isZero();
    assertThat(child.output()).contains("gateway.yaml is valid");
  }

  @Test
  void check_badFile_exits2WithLineAndColumn() {
    story.save(Story.move("split: 5, sticky_by: mood") + "extra: 1\n");
    Child child = Child.ran("check", "--config", story.file);
    assertThat(child.exit()).isEqualTo(2);
    assertThat(child.output())
        .containsPattern("gateway.yaml:9:\\d+: .*not a clear percentage.*; write 5%")
        .containsPattern("gateway.yaml:9:\\d+: .*mood")
        .containsPattern("gateway.yaml:10:1: .*extra");
  }

  @Test
  void checkConnect_everyKindOfModel_findsTheBadOnes() {
    story.old.script(CheckCommandTest::answer);
    story.save(FILE);
    story.next.close();
    Child child = Child.ran("check", "--config", story.file, "--connect");
    assertThat(child.output().lines())
        .contains(
            "ok      good/gpt-4o",
            "ok      good/text-embedding-3-small",
            "ok      good/my-vectors",
            "ok      good/o3-mini",
            "ok      good/o1-pro",
            "ok      claude/claude-sonnet-4-5",
            "ok      gem/gemini-2.5-flash",
            "ok      az/gpt-4o",
            "skipped theirs/gpt-4o: callers bring their own keys")
        .anyMatch(line -> line.matches("failed  bad/gpt-4o: status 401 .*check api_key.*"))
        .anyMatch(line -> line.matches("failed  good/gpt-unheard-of: status 404 .*model id.*"))
        .anyMatch(line -> line.matches("failed  page: .*not with JSON; check base_url"))
        .anyMatch(line -> line.matches("failed  gone/gpt-4o: no answer .*check base_url.*"));
    assertThat(child.output()).doesNotContain("wrong-key").doesNotContain("right-key");
    assertThat(child.exit()).isEqualTo(2);
  }

  /** Refuses with the words of OpenAI's API. */
  private static Answer answer(SeenRequest asked) {
    if (asked.target().startsWith("/html")) {
      return Answer.whole(200, "text/html", "<html>".getBytes(UTF_8));
    }
    if (asked.headers().toString().contains("wrong-key")) {
      return error(401, "Incorrect API key provided: wrong-key.");
    }
    String path = asked.target();
    if (path.startsWith("/gem/")) {
      return path.endsWith("/models/gemini-2.5-flash:generateContent") ? good() : error(404, "no");
    }
    if (path.startsWith("/az/")) {
      return path.equals("/az/openai/deployments/our-4o/chat/completions?api-version=2024-10-21")
          ? good()
          : error(404, "no");
    }
    String model = asked.json().path("model").asText();
    return switch (model) {
      case "gpt-unheard-of" -> error(404, "The model `gpt-unheard-of` does not exist");
      case "text-embedding-3-small", "my-vectors" ->
          path.endsWith("/embeddings") ? good() : error(400, "This is an embedding model.");
      case "o3-mini" ->
          asked.json().has("max_tokens")
              ? error(400, "Unsupported parameter: use 'max_completion_tokens' instead.")
              : error(400, "max_tokens or model output limit was reached.");
      case "o1-pro" ->
          path.endsWith("/responses") ? good() : error(404, "only supported in v1/responses");
      case "claude-sonnet-4-5" -> path.equals("/v1/messages") ? good() : error(404, "no");
      default -> path.equals("/v1/chat/completions") ? good() : error(404, "no");
    };
  }

  private static Answer good() {
    return Answer.json(200, "{\"object\":\"something\"}");
  }

  private static Answer error(int status, String message) {
    return Answer.json(status, "{\"error\":{\"message\":\"%s\"}}".formatted(message));
  }
}
