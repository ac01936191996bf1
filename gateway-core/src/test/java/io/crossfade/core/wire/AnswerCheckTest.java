package io.crossfade.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.usage.UsageReader;
import io.crossfade.core.wire.Endpoint.Kind;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnswerCheckTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CHAT_COMPLETIONS | {\"choices\":[]} | true",
        "CHAT_COMPLETIONS | {\"choices\":[],\"error\":null} | true",
        "CHAT_COMPLETIONS | {\"choices\":null} | false",
        "CHAT_COMPLETIONS | {\"a\":{\"choices\":[]}} | false",
        "CHAT_COMPLETIONS | {\"error\":{\"message\":\"x\"}} | false",
        "CHAT_COMPLETIONS | {\"error\":\"x\"} | false",
        "CHAT_COMPLETIONS | {\"choices\":[],\"error\":{\"message\":\"x\"}} | false",
        "CHAT_COMPLETIONS | {\"choices\":[{\"error\":{\"code\":502}}]} | false",
        "CHAT_COMPLETIONS | {\"choices\":[{\"error\":null},{\"finish_reason\":\"error\"}]} | false",
        "CHAT_COMPLETIONS | {\"choices\":[{\"error\":null,\"finish_reason\":\"stop\"}]} | true",
        "CHAT_COMPLETIONS | {\"choices\":[{\"message\":{\"error\":\"x\"}}]} | true",
        "CHAT_COMPLETIONS | {\"choices\":[1,[{\"error\":\"x\"}]]} | true",
        "CHAT_COMPLETIONS | {\"choices\":[ | false",
        "CHAT_COMPLETIONS | {\"choices\":[]}{} | false",
        "CHAT_COMPLETIONS | <html></html> | false",
        "CHAT_COMPLETIONS | [] | false",
        "CHAT_COMPLETIONS | `` | false",
        "EMBEDDINGS | {\"data\":[]} | true",
        "EMBEDDINGS | {\"choices\":[]} | false",
        "RESPONSES | {\"status\":\"incomplete\",\"error\":null} | true",
        "RESPONSES | {\"status\":\"failed\",\"error\":{\"code\":\"x\"}} | false",
        "RESPONSES | {} | false",
        "MESSAGES | {\"content\":[]} | true",
        "MESSAGES | {\"type\":\"error\",\"error\":{\"type\":\"x\"}} | false",
        "COUNT_TOKENS | {\"input_tokens\":0} | true",
        "MODELS | {\"data\":[]} | true",
        "PASS_THROUGH | anything | true",
      })
  void check_body_isAnAnswerOrNot(Kind kind, String body, boolean answer) {
    Endpoint endpoint = new Endpoint(kind, Wire.OPENAI, null);
    Fault fault =
        AnswerCheck.check(endpoint, Unpooled.copiedBuffer(body, UTF_8), new UsageReader());
    assertThat(fault == null).as("%s", fault).isEqualTo(answer);
  }
}
