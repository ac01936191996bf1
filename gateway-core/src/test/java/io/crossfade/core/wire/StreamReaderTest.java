package io.crossfade.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.json.BodyFacts;
import io.crossfade.core.json.BodyFacts.CohortFields;
import io.crossfade.core.wire.Endpoint.Kind;
import io.crossfade.core.wire.StreamReader.Sign;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StreamReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]} |"
            + " PRELUDE",
        "{\"choices\":[{\"delta\":{\"content\":\"x\"}}]} | CONTENT",
        "{\"choices\":[{\"delta\":{\"content\":[{\"type\":\"thinking\"}]}}]} | CONTENT",
        "{\"choices\":[{\"delta\":{\"reasoning_content\":\"x\"}}]} | CONTENT",
        "{\"choices\":[{\"delta\":{\"reasoning\":\"x\",\"content\":null}}]} | CONTENT",
        "{\"choices\":[{\"delta\":{\"refusal\":\"no\"}}]} | CONTENT",
        "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0}]}}]} | CONTENT",
        "{\"choices\":[{\"delta\":{\"tool_calls\":[]}}]} | PRELUDE",
        "{\"choices\":[{\"text\":\"x\"}]} | CONTENT",
        "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]} | FINISH",
        "{\"choices\":[],\"usage\":{}} | OTHER",
        "{\"choices\":[],\"prompt_filter_results\":[]} | OTHER",
        "{\"error\":{\"message\":\"x\"}} | ERROR",
        "{\"error\":\"x\"} | ERROR",
        "{\"error\":null,\"choices\":[{\"delta\":{\"content\":\"x\"}}]} | CONTENT",
        "{\"choices\":[{\"delta\":{},\"finish_reason\":\"error\"}]} | ERROR",
        "{\"choices\":[{\"delta\":{\"content\":\"x\"},\"error\":{\"code\":502}}]} | ERROR",
        "{\"choices\":[{\"delta\":{\"content\":\"x\"},\"error\":null}]} | CONTENT",
        "[DONE] | DONE",
        "not json | OTHER",
      })
  void read_chatChunk_isItsSign(String data, Sign sign) {
    assertThat(chat(1).read(Unpooled.EMPTY_BUFFER, bytes(data))).isEqualTo(sign);
  }

  @Test
  void read_comment_isNoEvent() {
    StreamReader reader = chat(1);
    assertThat(reader.read(Unpooled.EMPTY_BUFFER, Unpooled.EMPTY_BUFFER)).isEqualTo(Sign.OTHER);
    assertThat(reader.sawAnyEvent()).isFalse();
  }

  @Test
  void terminal_twoChoicesAsked_needsBothFinishes() {
    StreamReader reader = chat(2);
    finish(reader, 0);
    assertThat(reader.terminal()).isFalse();
    finish(reader, 1);
    assertThat(reader.terminal()).isTrue();
  }

  @Test
  void terminal_choiceStillOpen_isNotReached() {
    StreamReader reader = chat(1);
    read(reader, "{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"x\"}}]}");
    finish(reader, 0);
    assertThat(reader.terminal()).isFalse();
    read(reader, "[DONE]");
    assertThat(reader.terminal()).as("a mark is no finish reason").isFalse();
  }

  @Test
  void terminal_fewerChoicesThanAskedButDone_isReached() {
    StreamReader reader = chat(3);
    finish(reader, 0);
    read(reader, "[DONE]");
    assertThat(reader.terminal()).isTrue();
  }

  @Test
  void terminal_doneWithoutFinishReason_isNotReached() {
    StreamReader reader = chat(1);
    read(reader, "{\"choices\":[{\"delta\":{\"content\":\"x\"}}]}");
    read(reader, "[DONE]");
    assertThat(reader.terminal()).isFalse();
    assertThat(reader.doneMarker()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"error\":{\"message\":\"x\",\"code\":\"context_length_exceeded\"}} |"
            + " STREAM_CALLER_FAULT",
        "{\"error\":{\"message\":\"prompt is too long: 9 tokens >"
            + " 8\",\"type\":\"invalid_request_error\"}} | STREAM_CALLER_FAULT",
        "{\"error\":{\"message\":\"x\",\"type\":\"invalid_request_error\",\"code\":\"invalid_prompt\"}}"
            + " | STREAM_CALLER_FAULT",
        "{\"error\":{\"message\":\"x\",\"type\":\"server_error\"}} | STREAM_ERROR_EVENT",
        "{\"error\":{\"message\":\"x\",\"type\":\"invalid_request_error\",\"code\":\"tool_use_failed\"}}"
            + " | STREAM_ERROR_EVENT",
        "{\"error\":{\"message\":\"x\",\"code\":\"insufficient_quota\"}} | STREAM_ERROR_EVENT",
        "{\"error\":{\"message\":\"x\",\"code\":502}} | STREAM_ERROR_EVENT",
        "{\"choices\":[{\"error\":{\"message\":\"x\",\"code\":502}}]} | STREAM_ERROR_EVENT",
        "{\"choices\":[{\"error\":{\"message\":\"x\",\"code\":400}}]} | STREAM_CALLER_FAULT",
      })
  void fault_errorBehindContent_isCallersOrProviders(String data, FaultKind kind) {
    StreamReader reader = chat(1);
    read(reader, "{\"choices\":[{\"delta\":{\"content\":\"x\"}}]}");
    read(reader, data);
    assertThat(kind(reader.fault())).isEqualTo(kind);
  }

  @Test
  void fault_errorAsFirstEvent_isAFailedCall() {
    StreamReader reader = chat(1);
    read(reader, "{\"error\":{\"message\":\"overloaded\"}}");
    assertThat(kind(reader.fault())).isEqualTo(FaultKind.STREAM_EMPTY);
  }

  @Test
  void fault_errorBehindTheEnd_isNone() {
    StreamReader reader = chat(1);
    finish(reader, 0);
    assertThat(read(reader, "{\"error\":{\"message\":\"late\"}}")).isEqualTo(Sign.ERROR);
    assertThat(reader.fault()).isNull();
    assertThat(reader.terminal()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "MESSAGES | {\"type\":\"message_start\",\"message\":{}} | PRELUDE",
        "MESSAGES | {\"type\":\"ping\"} | PRELUDE",
        "MESSAGES |"
            + " {\"type\":\"content_block_start\",\"content_block\":{\"type\":\"text\",\"text\":\"\"}}"
            + " | PRELUDE",
        "MESSAGES |"
            + " {\"type\":\"content_block_start\",\"content_block\":{\"type\":\"tool_use\",\"id\":\"t\"}}"
            + " | CONTENT",
        "MESSAGES |"
            + " {\"type\":\"content_block_start\",\"content_block\":{\"type\":\"redacted_thinking\",\"data\":\"x\"}}"
            + " | CONTENT",
        "MESSAGES |"
            + " {\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"},\"type\":\"content_block_delta\"}"
            + " | CONTENT",
        "MESSAGES |"
            + " {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"\"}}"
            + " | PRELUDE",
        "MESSAGES | {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"refusal\"}} | FINISH",
        "MESSAGES | {\"type\":\"message_stop\"} | FINISH",
        "MESSAGES | {\"type\":\"error\",\"error\":{}} | ERROR",
        "RESPONSES | {\"type\":\"response.created\"} | PRELUDE",
        "RESPONSES | {\"type\":\"response.output_item.added\"} | PRELUDE",
        "RESPONSES | {\"type\":\"response.output_text.delta\"} | CONTENT",
        "RESPONSES | {\"type\":\"response.function_call_arguments.delta\"} | CONTENT",
        "RESPONSES | {\"type\":\"response.incomplete\"} | FINISH",
        "RESPONSES | {\"type\":\"response.failed\",\"response\":{\"error\":{\"code\":\"x\"}}} |"
            + " ERROR",
        "RESPONSES | {\"error\":{\"message\":\"x\"}} | ERROR",
        "PASS_THROUGH | anything | CONTENT",
      })
  void read_otherWires_isItsSign(Kind kind, String data, Sign sign) {
    StreamReader reader = reader(kind, 1);
    assertThat(read(reader, data)).isEqualTo(sign);
    assertThat(reader.terminal())
        .isEqualTo(
            kind == Kind.PASS_THROUGH
                || data.contains("message_stop")
                || data.contains("response.incomplete")
                || data.contains("response.failed"));
  }

  @Test
  void read_eventNamedError_isErrorWhateverItsData() {
    StreamReader reader = reader(Kind.PASS_THROUGH, 1);
    assertThat(reader.read(bytes("error"), bytes("boom"))).isEqualTo(Sign.ERROR);
    assertThat(reader.terminal()).isFalse();
  }

  @Test
  void tokensSeen_response_countsPiecesAndNotWhatTheyMade() {
    StreamReader reader = reader(Kind.RESPONSES, 1);
    read(reader, "{\"type\":\"response.output_text.delta\",\"delta\":\"a\"}");
    read(reader, "{\"type\":\"response.output_text.delta\",\"delta\":\"b\"}");
    read(reader, "{\"type\":\"response.output_text.done\",\"text\":\"ab\"}");
    read(reader, "{\"type\":\"response.output_item.done\",\"item\":{}}");
    assertThat(reader.tokensSeen()).isEqualTo(2);
  }

  private static void finish(StreamReader reader, int index) {
    read(
        reader,
        "{\"choices\":[{\"finish_reason\":\"stop\",\"delta\":{},\"index\":%d}]}".formatted(index));
  }

  private static Sign read(StreamReader reader, String data) {
    return reader.read(Unpooled.EMPTY_BUFFER, bytes(data));
  }

  private static @Nullable FaultKind kind(@Nullable Fault fault) {
    return fault == null ? null : fault.kind();
  }

  private static StreamReader chat(int choices) {
    return reader(Kind.CHAT_COMPLETIONS, choices);
  }

  private static StreamReader reader(Kind kind, int choices) {
    CohortFields nobody = new CohortFields(null, null, null, null, null);
    BodyFacts facts = new BodyFacts(null, -1, -1, true, choices, false, false, nobody);
    return StreamReaders.of(new Endpoint(kind, Wire.OPENAI, null), facts);
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }
}
