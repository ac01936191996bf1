package io.crossfade.core.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.json.BodyFacts;
import io.crossfade.core.sse.EventCutter;
import io.crossfade.core.testing.Cassette;
import io.crossfade.core.wire.AnswerCheck;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.core.wire.Endpoint.Kind;
import io.crossfade.core.wire.StreamReader;
import io.crossfade.core.wire.StreamReaders;
import io.crossfade.core.wire.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What recorded answers say of their tokens, and how far guesses are from it. */
final class RecordedUsageTest {

  /** Their models read or write more than the text that was recorded. */
  private static final Set<String> MORE_THAN_TEXT =
      Set.of(
          "image_input",
          "document_input",
          "audio_input",
          "media_trimmed",
          "web_search",
          "code_execution",
          "structured_output",
          "stop_content_filter",
          "mcp");

  static Stream<Cassette> answers() {
    return Cassette.all().stream()
        .filter(c -> c.speaksOurWire() && c.status() < 300 && kind(c) != Kind.UNKNOWN);
  }

  /** Each recording that names tokens in a usage object is read, and no other. */
  @ParameterizedTest
  @MethodSource("answers")
  void usage_recordedAnswer_isReadWhereItIs(Cassette cassette) {
    String text = new String(cassette.answer(), UTF_8);
    boolean says =
        text.matches("(?s).*\"(prompt|input|completion|output)_tokens\"\\s*:\\s*[0-9].*");
    Usage usage = usage(cassette);
    assertThat(usage.known()).isEqualTo(says);
    assertThat(usage.cached() + usage.cacheWrite()).isLessThanOrEqualTo(usage.prompt());
    assertThat(usage.reasoning()).isLessThanOrEqualTo(usage.completion());
  }

  @ParameterizedTest
  @CsvSource({
    "openai.chat.json.document-input_cached-tokens.1, 1080, 7, 1024, 0, 0",
    "openai.chat.stream.n-gt-1_tool-call.1, 85, 43, 0, 0, 0",
    "openai.embeddings.json.embeddings.1, 8, 0, 0, 0, 0",
    "openai.responses.stream.cached-tokens_text.1, 1515, 8, 1390, 0, 0",
    "openai.responses.stream.tool-call_thinking-signature.2, 58, 248, 0, 0, 192",
    "xai.chat.json.text.1, 12, 229, 2, 0, 228",
    "together.chat.stream.text.1, 41, 15, 0, 0, 0",
    "perplexity.chat.stream.web-search_citations.1, 8, 5, 0, 0, 0",
    "anthropic.messages.stream.stop-length_cached-tokens.1, 1042, 100, 1031, 0, 0",
    "openrouter.chat.json.stop-length_tool-result.1, 2649, 100, 2569, 79, 0"
  })
  void usage_namedAnswer_hasItsNumbers(
      String name, long prompt, long completion, long cached, long written, long reasoning) {
    Cassette cassette =
        Cassette.all().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    Usage usage = usage(cassette);
    assertThat(usage.prompt()).isEqualTo(prompt);
    assertThat(usage.completion()).isEqualTo(completion);
    assertThat(usage.cached()).isEqualTo(cached);
    assertThat(usage.cacheWrite()).isEqualTo(written);
    assertThat(usage.reasoning()).isEqualTo(reasoning);
  }

  /** Guesses are made for chats alone, since all others report; what OpenAI counts is the truth. */
  @Test
  void asked_recordedChats_areWithinTheirErrors() {
    Errors plain = new Errors();
    Errors tools = new Errors();
    answers()
        .filter(c -> textAlone(c) && usage(c).prompt() > 0)
        .forEach(
            c -> {
              byte[] request = body(c).toString().getBytes(UTF_8);
              Errors errors = c.tags().contains("tools_offered") ? tools : plain;
              errors.add(Texts.asked(Unpooled.wrappedBuffer(request)), usage(c).prompt());
            });
    assertThat(plain.count() + tools.count()).isGreaterThan(20);
    assertThat(plain.median()).as("without tools: %s", plain).isLessThan(0.2);
    assertThat(tools.median()).as("with tools: %s", tools).isLessThan(0.2);
  }

  @Test
  void answered_recordedChats_areWithinTheirErrors() {
    Errors plain = new Errors();
    Errors calls = new Errors();
    answers()
        .filter(c -> textAlone(c) && usage(c).completion() - usage(c).reasoning() > 5)
        .forEach(
            c -> {
              Errors errors = c.tags().contains("tool_call") ? calls : plain;
              errors.add(guess(c), usage(c).completion() - usage(c).reasoning());
            });
    assertThat(plain.median()).as("text: %s", plain).isLessThan(0.05);
    assertThat(calls.median()).as("calls of tools: %s", calls).isLessThan(0.3);
  }

  private static boolean textAlone(Cassette cassette) {
    String asked = body(cassette).toString();
    return body(cassette).isObject()
        && (kind(cassette) == Kind.CHAT_COMPLETIONS || kind(cassette) == Kind.COMPLETIONS)
        && (cassette.provider().equals("openai") || cassette.provider().equals("azure"))
        && cassette.tags().stream().noneMatch(tag -> tag.startsWith("reasoning"))
        && !asked.contains("(long text removed)")
        && cassette.tags().stream().noneMatch(MORE_THAN_TEXT::contains);
  }

  private static JsonNode body(Cassette cassette) {
    return cassette.root().path("request").path("body");
  }

  private static long guess(Cassette cassette) {
    return cassette.isStream()
        ? stream(cassette).tokensSeen()
        : Texts.answered(Unpooled.wrappedBuffer(cassette.answer()));
  }

  private static Usage usage(Cassette cassette) {
    if (cassette.isStream()) {
      return stream(cassette).usage();
    }
    UsageReader reader = new UsageReader();
    ByteBuf answer = Unpooled.wrappedBuffer(cassette.answer());
    assertThat(AnswerCheck.check(endpoint(cassette), answer, reader)).isNull();
    return reader.usage();
  }

  private static StreamReader stream(Cassette cassette) {
    StreamReader reader = StreamReaders.of(endpoint(cassette), BodyFacts.NONE);
    EventCutter cutter = new EventCutter(EventCutter.DEFAULT_MAX_EVENT_BYTES);
    cutter.add(Unpooled.wrappedBuffer(cassette.answer()));
    while (cutter.next()) {
      var _ = reader.read(cutter.name(), cutter.data());
    }
    cutter.release();
    return reader;
  }

  private static Endpoint endpoint(Cassette cassette) {
    return new Endpoint(kind(cassette), Wire.OPENAI, null);
  }

  private static Kind kind(Cassette cassette) {
    return switch (cassette.api().substring(cassette.api().indexOf('.') + 1)) {
      case "chat" -> Kind.CHAT_COMPLETIONS;
      case "completions" -> Kind.COMPLETIONS;
      case "embeddings" -> Kind.EMBEDDINGS;
      case "responses" -> Kind.RESPONSES;
      case "messages" -> Kind.MESSAGES;
      default -> Kind.UNKNOWN;
    };
  }
}
