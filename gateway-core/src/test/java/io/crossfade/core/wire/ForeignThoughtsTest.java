package io.crossfade.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.wire.Endpoint.Kind;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ForeignThoughtsTest {
  private static @Nullable ObjectNode without(Kind kind, String body) {
    return ForeignThoughts.without(
        new Endpoint(kind, Wire.OPENAI, null),
        Unpooled.wrappedBuffer(("##" + body).getBytes(UTF_8)).skipBytes(2));
  }

  @Test
  void without_responsesInput_losesForeignThoughtsOnly() {
    ObjectNode left =
        without(
            Kind.RESPONSES,
            """
            {"model":"m","temperature":0.10,"input":[{"role":"user","content":"a.b"},\
            {"type":"reasoning","id":"rs_0","summary":[],"encrypted_content":"gAAAA"},\
            {"type":"reasoning","id":"rs_1","encrypted_content":"crossfade.anthropic.SIG"},\
            {"type":"reasoning","id":"rs_2","encrypted_content":"crossfade.unsealed"},\
            {"type":"message","role":"assistant","content":[{"type":"output_text","text":"x"}]}]}\
            """);
    assertThat(left)
        .hasToString(
            """
            {"model":"m","temperature":0.10,"input":[{"role":"user","content":"a.b"},\
            {"type":"reasoning","id":"rs_0","summary":[],"encrypted_content":"gAAAA"},\
            {"type":"message","role":"assistant","content":[{"type":"output_text","text":"x"}]}]}\
            """);
  }

  @Test
  void without_messages_losesForeignBlocksAndWhatWasNothingElse() {
    ObjectNode left =
        without(
            Kind.MESSAGES,
            """
            {"messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"t",\
            "signature":"crossfade.gemini.X"},{"type":"redacted_thinking","data":"own"},\
            {"type":"text","text":"a"}]},{"role":"assistant","content":\
            [{"type":"redacted_thinking","data":"crossfade.gemini.Y"}]}]}\
            """);
    assertThat(left)
        .hasToString(
            """
            {"messages":[{"role":"assistant","content":[{"type":"redacted_thinking","data":"own"},\
            {"type":"text","text":"a"}]}]}\
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"input\":\"crossfade.example is a name. crossfade.\"}",
        "{\"input\":[{\"role\":\"user\",\"content\":\"crossfade.gemini.X\"}]}",
        "{\"input\":[{\"type\":\"reasoning\",\"encrypted_content\":\"gAAA.\"}]}",
        "{\"input\":[\"crossfade.",
        "[\"crossfade.\"]",
        ""
      })
  void without_noForeignThought_isNull(String body) {
    assertThat(without(Kind.RESPONSES, body)).isNull();
  }

  @Test
  void without_otherPaths_isNull() {
    String body = "{\"input\":[{\"type\":\"reasoning\",\"encrypted_content\":\"crossfade.a.b\"}]}";
    assertThat(without(Kind.RESPONSES, body)).isNotNull();
    assertThat(without(Kind.CHAT_COMPLETIONS, body)).isNull();
    assertThat(without(Kind.PASS_THROUGH, body)).isNull();
  }
}
