package io.crossfade.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.crossfade.core.testing.Needs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Recorded provider traffic, read in place; a test that asks for it is left out where none is. */
public final class Cassettes {
  private static final JsonMapper JSON = new JsonMapper();

  /** Interfaces called {@code chat} that are not OpenAI's. */
  private static final Set<String> OTHER_CHATS = Set.of("cohere.v1.chat", "cohere.v2.chat");

  private Cassettes() {}

  public static List<Cassette> all() {
    Path folder = Needs.sharedData().resolve("cassettes");
    List<Cassette> all = new ArrayList<>();
    for (var entry : read(folder.resolve("index.json"))) {
      all.add(new Cassette(read(folder.resolve(entry.path("file").asText()))));
    }
    return all;
  }

  /** Chat completions on OpenAI's wire, whichever provider speaks it. */
  public static List<Cassette> openAiChat() {
    return all().stream()
        .filter(tape -> tape.api().endsWith(".chat") && !OTHER_CHATS.contains(tape.api()))
        .toList();
  }

  /** Messages on Anthropic's wire. */
  public static List<Cassette> anthropicMessages() {
    return ofApi("anthropic.messages");
  }

  /** All of one interface, such as {@code openai.responses}. */
  public static List<Cassette> ofApi(String api) {
    return all().stream().filter(tape -> tape.api().equals(api)).toList();
  }

  /** The one of that name; fails the test if there is none. */
  public static Cassette named(String name) {
    return all().stream()
        .filter(tape -> tape.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no recording is called " + name));
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("the recording " + file + " cannot be read", e);
    }
  }
}
