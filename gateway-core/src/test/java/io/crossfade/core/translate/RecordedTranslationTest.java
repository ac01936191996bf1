package io.crossfade.core.translate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.ChatResponse;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.fault.Result;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.provider.Providers;
import io.crossfade.core.testing.Cassette;
import io.crossfade.core.wire.Endpoint.Kind;
import io.crossfade.core.wire.Wires;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What was recorded between callers and their own providers goes through the hub unchanged. */
final class RecordedTranslationTest {
  private static final Site SITE = new Site("target", "openai", "", Map.of(), null);

  /** A recorded API and the two ends of it. */
  record Same(String api, ChatWire wire, ProviderApi provider) {
    static final Same CHAT =
        new Same(
            "openai.chat",
            Wires.of(Kind.CHAT_COMPLETIONS).orElseThrow(),
            Providers.of(ProviderType.OPENAI).orElseThrow());
    static final Same MESSAGES =
        new Same(
            "anthropic.messages",
            Wires.of(Kind.MESSAGES).orElseThrow(),
            Providers.of(ProviderType.ANTHROPIC).orElseThrow());

    /**
     * Callers speak it, and those who speak it are asked in their own bytes: nothing reads them.
     */
    static final Same RESPONSES =
        new Same(
            "openai.responses",
            Wires.of(Kind.RESPONSES).orElseThrow(),
            new ProviderApi(
                ResponsesBack.DIALECT,
                new ResponsesBack(),
                _ -> {
                  throw new AssertionError("no answer of it is read");
                },
                () -> {
                  throw new AssertionError("no stream of it is read");
                },
                ErrorReader.COMMON));

    /** A body of this API in one spelling. */
    JsonNode spelled(ObjectNode body) {
      boolean responses = api.equals("openai.responses");
      return Canonical.of(responses ? ResponsesSpelling.of(body) : body);
    }

    Stream<Cassette> recorded() {
      return Cassette.all().stream().filter(cassette -> cassette.api().equals(api));
    }
  }

  private static Stream<DynamicTest> each(Check check) {
    return Stream.of(Same.CHAT, Same.MESSAGES)
        .flatMap(
            same ->
                same.recorded()
                    .map(
                        cassette ->
                            dynamicTest(cassette.name(), () -> check.run(same, cassette.root()))));
  }

  private interface Check {
    void run(Same same, JsonNode cassette);
  }

  @TestFactory
  Stream<DynamicTest> request_toItsOwnProvider_losesNothing() {
    return each(
        (same, cassette) -> {
          if (cassette.at("/request/body") instanceof ObjectNode body) {
            Losses losses = new Losses("target", LossPolicy.STRICT);
            assertThat(Canonical.of(sent(same, request(same, body), losses)))
                .isEqualTo(Canonical.of(body));
            assertThat(losses.refusal()).isNull();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> answer_ofItsOwnProvider_losesNothing() {
    return each(
        (same, cassette) -> {
          if (cassette.at("/response/body") instanceof ObjectNode body && !body.has("error")) {
            Losses losses = new Losses("caller", LossPolicy.STRICT);
            ChatResponse read = ok(same.provider().responses().read(body));
            JsonNode told = same.wire().responses().print(read, plain(same), losses);
            assertThat(Canonical.of(told)).isEqualTo(Canonical.of(body));
            assertThat(losses.dropped()).isEmpty();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> stream_ofItsOwnProvider_saysTheSame() {
    return each(
        (same, cassette) -> {
          String raw = cassette.at("/response/raw").asText();
          if (!raw.isEmpty() && !raw.contains("event: error") && !raw.contains("\"error\":{")) {
            byte[] bytes = raw.getBytes(UTF_8);
            String told = streamed(same, 1 << 20, bytes);
            assertThat(Said.in(told)).isEqualTo(Said.in(raw));
            assertThat(streamed(same, 5, bytes)).isEqualTo(told);
          }
        });
  }

  private static String streamed(Same same, int size, byte[] bytes) {
    return Streamed.of(same.provider(), same.wire(), plain(same)).through(bytes, size);
  }

  static ChatRequest request(Same same, ObjectNode body) {
    return ok(same.wire().requests().read(body));
  }

  static ObjectNode sent(Same same, ChatRequest request, Losses losses) {
    ChatRequest fitted = Fitting.fit(request, same.provider(), losses);
    return SentBody.of(same.provider().requests().print(fitted, SITE, losses));
  }

  /** A request that asks for everything a stream can tell. */
  private static ChatRequest plain(Same same) {
    JsonNode body =
        JsonTrees.parse(
            """
            {"model":"m","stream":true,"stream_options":{"include_usage":true},\
            "messages":[{"role":"user","content":"x"}]}\
            """);
    return request(same, (ObjectNode) Objects.requireNonNull(body));
  }

  static <T> T ok(Result<T> result) {
    return switch (result) {
      case Result.Ok<T>(T value) -> value;
      case Result.Err<T>(var fault) -> throw new AssertionError(fault.message());
    };
  }

  static List<Same> both() {
    return List.of(Same.CHAT, Same.MESSAGES);
  }
}
