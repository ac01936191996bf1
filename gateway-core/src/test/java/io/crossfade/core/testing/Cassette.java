package io.crossfade.core.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** One recorded exchange with a provider. */
public record Cassette(String name, String api, Set<String> tags, JsonNode root) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** APIs that speak OpenAI's or Anthropic's wire. */
  private static final Set<String> WIRES =
      Set.of(
          "openai",
          "deepseek",
          "groq",
          "mistral",
          "together",
          "xai",
          "openrouter",
          "ollama",
          "perplexity",
          "cerebras",
          "huggingface",
          "zai",
          "azure",
          "bedrock-mantle",
          "anthropic");

  /** All recordings, or a skipped test where the checkout has none. */
  public static List<Cassette> all() {
    Path folder = folder();
    try {
      List<Cassette> all = new ArrayList<>();
      for (JsonNode entry : JSON.readTree(Files.readAllBytes(folder.resolve("index.json")))) {
        all.add(read(folder.resolve(entry.path("file").asText())));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Cassette read(Path file) throws IOException {
    JsonNode root = JSON.readTree(Files.readAllBytes(file));
    List<String> tags = new ArrayList<>();
    root.path("tags").forEach(tag -> tags.add(tag.asText()));
    return new Cassette(
        root.path("name").asText(), root.path("api").asText(), Set.copyOf(tags), root);
  }

  private static Path folder() {
    String named = System.getProperty("crossfade.shared");
    for (Path at = Path.of("").toAbsolutePath(); named == null && at != null; at = at.getParent()) {
      Path shared = at.resolve("shared");
      named = Files.isDirectory(shared.resolve("data/cassettes")) ? shared.toString() : null;
    }
    Assumptions.assumeTrue(
        named != null, "no recorded traffic: no folder shared/data/cassettes above this one");
    return Path.of(String.valueOf(named)).resolve("data/cassettes");
  }

  public String provider() {
    return api.substring(0, api.indexOf('.'));
  }

  /** Whether the provider's answer is in the wire of the caller who asked like this. */
  public boolean speaksOurWire() {
    return WIRES.contains(provider());
  }

  public int status() {
    return root.path("response").path("status").asInt();
  }

  /** A header field of the answer, or null. */
  public @Nullable String field(String lowerCaseName) {
    JsonNode value = root.path("response").path("headers").path(lowerCaseName);
    return value.isTextual() ? value.textValue() : null;
  }

  public boolean isStream() {
    return root.path("response").has("raw") && status() < 300;
  }

  /** The answer's bytes; for a stream as recorded, else the parsed JSON written again. */
  public byte[] answer() {
    JsonNode response = root.path("response");
    JsonNode body = response.has("raw") ? response.path("raw") : response.path("body");
    return (body.isTextual() ? body.textValue() : body.toString()).getBytes(UTF_8);
  }

  @Override
  public String toString() {
    return name;
  }
}
