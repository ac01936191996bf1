package io.crossfade.core.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatEvent;
import io.crossfade.core.chat.ChatResponse;
import io.crossfade.core.chat.Part;
import io.crossfade.core.fault.Result;
import io.crossfade.core.testing.Cassette;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded answer of Converse and ConverseStream says the same in the hub. */
final class BedrockRecordingsTest {

  static Stream<Cassette> answers() {
    return Cassette.all().stream()
        .filter(c -> c.api().equals("bedrock.converse") && c.status() == 200);
  }

  static Stream<Cassette> streams() {
    return Cassette.all().stream()
        .filter(c -> c.api().equals("bedrock.converse-stream") && c.status() == 200);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void read_recordedAnswer_saysTheSame(Cassette cassette) {
    ObjectNode body = (ObjectNode) cassette.root().path("response").path("body");
    ChatResponse read = ((Result.Ok<ChatResponse>) new BedrockResponses().read(body)).value();
    StringBuilder text = new StringBuilder();
    read.choices().getFirst().content().forEach(part -> text.append(textOf(part)));
    StringBuilder recorded = new StringBuilder();
    for (JsonNode block : body.at("/output/message/content")) {
      recorded.append(block.path("text").asText());
      block.at("/citationsContent/content").forEach(c -> recorded.append(c.path("text").asText()));
      recorded.append(block.at("/reasoningContent/reasoningText/text").asText());
      recorded.append(block.at("/reasoningContent/redactedContent").asText());
      JsonNode call = block.path("toolUse");
      recorded.append(call.path("type").asText().equals("server_tool_use") ? "" : name(call));
    }
    assertThat(text).hasToString(recorded.toString());
    assertThat(read.choices().getFirst().finish().raw())
        .isEqualTo(body.path("stopReason").asText());
    assertThat(read.usage().total()).isEqualTo(body.at("/usage/totalTokens").asLong());
  }

  private static String name(JsonNode call) {
    return call.path("name").asText() + (call.has("input") ? call.path("input").toString() : "");
  }

  private static String textOf(Part part) {
    return switch (part) {
      case Part.Text text -> text.text();
      case Part.Reasoning thought when thought.hidden() ->
          String.valueOf(thought.signature() == null ? "" : thought.signature().value());
      case Part.Reasoning thought -> thought.text();
      case Part.ToolCall call -> call.name() + call.arguments();
      default -> "";
    };
  }

  @ParameterizedTest
  @MethodSource("streams")
  void piece_recordedStreamHoweverCut_saysTheSame(Cassette cassette) {
    byte[] bytes = Base64.getDecoder().decode(cassette.root().at("/response/raw_base64").asText());
    List<ChatEvent> whole = events(bytes, bytes.length);
    assertThat(whole.getFirst()).isInstanceOf(ChatEvent.Started.class);
    assertThat(whole.getLast()).isInstanceOf(ChatEvent.Ended.class);
    assertThat(whole).noneMatch(ChatEvent.Failed.class::isInstance);
    assertThat(whole).anyMatch(ChatEvent.Finished.class::isInstance);
    assertThat(whole).anyMatch(ChatEvent::isContent);
    assertThat(events(bytes, 1)).isEqualTo(whole);
    assertThat(events(bytes, 13)).isEqualTo(whole);
  }

  private static List<ChatEvent> events(byte[] bytes, int size) {
    List<ChatEvent> events = new ArrayList<>();
    BedrockStream stream = new BedrockStream();
    for (int at = 0; at < bytes.length; at += size) {
      byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size));
      stream.piece(Unpooled.wrappedBuffer(piece), events::add);
    }
    stream.end(events::add);
    stream.release();
    return events;
  }
}
