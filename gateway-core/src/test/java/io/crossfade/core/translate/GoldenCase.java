package io.crossfade.core.translate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.ChatResponse;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.Result;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.provider.Providers;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.core.wire.Wires;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One golden case, a folder.
 *
 * <pre>
 * request.json                     what the caller asks; always there
 * upstream.json                    ... the body the provider gets, and with others' names for it
 * target.txt                       ... the path he gets it at (optional)
 * dropped.json                     ... what was left out on the way (optional: nothing)
 * fault.json                       ... or why he gets none
 * upstream-answer.json             what the provider answers
 * answer.json                      ... what the caller gets
 * upstream-stream.txt or .base64   what the provider streams
 * stream.txt                       ... what the caller gets
 * </pre>
 */
record GoldenCase(ChatWire wire, ProviderType type, Path folder) {
  private static final Path ROOT = Path.of("src/test/resources/golden");
  private static final boolean WRITE = Boolean.getBoolean("golden.write");
  private static final int MAX_OUTPUT = 64_000;
  private static final Map<String, String> SETTINGS = Map.of("project", "p", "region", "eu");

  static Stream<GoldenCase> all() {
    return folders(ROOT).flatMap(GoldenCase::ofPair);
  }

  private static Stream<GoldenCase> ofPair(Path pair) {
    String[] names = pair.getFileName().toString().split("-to-", 2);
    ChatWire wire =
        Arrays.stream(Endpoint.Kind.values())
            .flatMap(kind -> Wires.of(kind).stream())
            .filter(each -> each.dialect().equals(names[0]))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no wire for " + pair));
    ProviderType type = ProviderType.of(names[1]).orElseThrow();
    return folders(pair).map(folder -> new GoldenCase(wire, type, folder));
  }

  boolean hasRequest() {
    return has("upstream.json") || has("fault.json");
  }

  boolean hasAnswer() {
    return has("upstream-answer.json");
  }

  boolean hasStream() {
    return has("upstream-stream.txt") || has("upstream-stream.base64");
  }

  void checkRequest() {
    Losses losses = new Losses("target", LossPolicy.TABLE);
    switch (wire.requests().read(json("request.json"))) {
      case Result.Err<ChatRequest>(Fault fault) -> check("fault.json", tree(fault));
      case Result.Ok<ChatRequest>(ChatRequest request) -> checkPrinted(request, losses);
    }
  }

  private void checkPrinted(ChatRequest request, Losses losses) {
    ChatRequest fitted = Fitting.fit(request, api(), losses);
    ProviderRequest sent = api().requests().print(fitted, site(), losses);
    Fault refusal = losses.refusal();
    if (refusal != null) {
      check("fault.json", tree(refusal));
      return;
    }
    assertThat(folder.resolve("fault.json")).doesNotExist();
    check("upstream.json", SentBody.of(sent));
    if (has("target.txt")) {
      assertThat(sent.target()).isEqualTo(text("target.txt").strip());
    }
    ArrayNode dropped = JsonTrees.object().arrayNode();
    losses.dropped().forEach(dropped::add);
    if (has("dropped.json") || !dropped.isEmpty()) {
      check("dropped.json", dropped);
    }
  }

  void checkAnswer() {
    ChatRequest asked = asked();
    Losses losses = new Losses("caller", LossPolicy.TABLE);
    JsonNode answer =
        switch (api().responses().read(json("upstream-answer.json"))) {
          case Result.Ok<ChatResponse>(var read) ->
              wire.responses().print(read.stamped(Streamed.STAMP), asked, losses);
          case Result.Err<ChatResponse>(Fault fault) -> tree(fault);
        };
    check("answer.json", answer);
  }

  /** However the provider's bytes are cut, the caller gets the same ones. */
  void checkStream() {
    byte[] stream =
        has("upstream-stream.txt")
            ? text("upstream-stream.txt").getBytes(UTF_8)
            : Base64.getMimeDecoder().decode(text("upstream-stream.base64"));
    String whole = Streamed.of(api(), wire, asked()).through(stream, stream.length);
    checkText("stream.txt", whole);
    for (int size : new int[] {1, 2, 3, 7, 64, 1_000}) {
      assertThat(Streamed.of(api(), wire, asked()).through(stream, size))
          .as("cut every %d bytes", size)
          .isEqualTo(whole);
    }
  }

  private ChatRequest asked() {
    return ((Result.Ok<ChatRequest>) wire.requests().read(json("request.json"))).value();
  }

  private ProviderApi api() {
    return Providers.of(type).orElseThrow();
  }

  private Site site() {
    return new Site("target", type.label(), "", SETTINGS, MAX_OUTPUT);
  }

  private static ObjectNode tree(Fault fault) {
    return JsonTrees.object()
        .put("kind", fault.kind().name())
        .put("param", fault.param())
        .put("message", fault.message());
  }

  private void check(String name, JsonNode actual) {
    if (WRITE) {
      write(name, actual.toPrettyString() + "\n");
    }
    assertThat(parsed(name).toPrettyString())
        .as("%s/%s", this, name)
        .isEqualTo(actual.toPrettyString());
  }

  private void checkText(String name, String actual) {
    if (WRITE) {
      write(name, actual);
    }
    assertThat(actual).as("%s/%s", this, name).isEqualTo(text(name));
  }

  private ObjectNode json(String name) {
    return (ObjectNode) parsed(name);
  }

  private JsonNode parsed(String name) {
    JsonNode parsed = JsonTrees.parse(text(name));
    return Objects.requireNonNull(parsed, () -> this + "/" + name + " is no JSON");
  }

  private boolean has(String name) {
    return Files.exists(folder.resolve(name));
  }

  private String text(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String content) {
    try {
      Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> folders(Path parent) {
    try (Stream<Path> children = Files.list(parent)) {
      return children.filter(Files::isDirectory).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return ROOT.relativize(folder).toString();
  }
}
