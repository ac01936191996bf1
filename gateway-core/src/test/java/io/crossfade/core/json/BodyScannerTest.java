package io.crossfade.core.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.crossfade.core.json.BodyFacts.CohortFields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BodyScannerTest {

  @Test
  void scan_everyField_isFound() {
    BodyFacts facts =
        facts(
            """
            {"messages":[{"role":"user","content":"hi","model":"no","user":"no"}],
             "model":"gpt-4o","stream":true,"n":3,"user":"u","safety_identifier":"s",
             "metadata":{"x":{"user_id":"no"},"user_id":"m"},"conversation":{"id":"c"},
             "prompt_cache_key":"p"}\
            """);
    assertThat(facts.model()).isEqualTo("gpt-4o");
    assertThat(facts.stream()).isTrue();
    assertThat(facts.choices()).isEqualTo(3);
    assertThat(facts.cohort()).isEqualTo(new CohortFields("s", "u", "m", "c", "p"));
  }

  @Test
  void scan_noField_saysNone() {
    assertThat(facts("{}")).isEqualTo(BodyFacts.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"model\":\"a\"} | a",
        "{\"mod\\u0065l\":\"a\\/b\"} | a/b",
        "{\"\\u006d\\u006f\\u0064\\u0065\\u006c\":\"\\u0067pt\"} | gpt",
        "{\"model\":\"\\ud83d\\ude00\"} | 😀",
        "{\"model\":\"モデル\"} | モデル",
      })
  void scan_modelHoweverSpelled_isUnescaped(String body, String model) {
    assertThat(facts(body).model()).isEqualTo(model);
  }

  @Test
  void scan_bodyBehindOtherBytes_offsetsCountFromItsFirstByte() {
    ByteBuf body = Unpooled.copiedBuffer("xxx{\"model\":\"abc\"}", UTF_8).skipBytes(3);
    BodyFacts facts = value(BodyScanner.scan(body));
    assertThat(body.slice(3 + facts.modelStart(), 3).toString(UTF_8)).isEqualTo("abc");
    assertThat(facts.modelEnd() - facts.modelStart()).isEqualTo(3);
  }

  @Test
  void scan_modelIsNull_namesNoneButSaysWhere() {
    ByteBuf body = bytes("{\"model\" : null }");
    BodyFacts facts = value(BodyScanner.scan(body));
    assertThat(facts.model()).isNull();
    assertThat(body.slice(facts.modelStart(), 4).toString(UTF_8)).isEqualTo("null");
    assertThat(facts.modelEnd() - facts.modelStart()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"n\":4} | 4",
        "{\"n\":null} | 1",
        "{\"n\":0} | 1",
        "{\"n\":1.5} | 1",
        "{\"prompt\":[\"a\",\"b\"],\"n\":2} | 4",
        "{\"prompt\":[1,2,3]} | 1",
        "{\"prompt\":[[1],[2],[3]]} | 3",
        "{\"prompt\":\"a\",\"n\":2} | 2",
      })
  void scan_choices_areAnswersTimesPrompts(String body, int choices) {
    assertThat(facts(body).choices()).isEqualTo(choices);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"model\":\"a\",\"model\":\"a\"} | model",
        "{\"model\":\"a\",\"m\\u006fdel\":\"b\"} | model",
        "{\"stream\":true,\"stream\":false} | stream",
        "{\"str\\u0065am\":null,\"stream\":false} | stream",
        "{\"stream\":\"true\"} | stream",
        "{\"stream\":1} | stream",
        "{\"model\":7} | model",
        "{\"model\":null,\"model\":\"a\"} | model",
        "{\"model\":[\"a\"]} | model",
        "{\"model\":\"\"} | model",
        "{\"model\":\"a\\u0000\"} | model",
        "{\"model\":\"a\\n\"} | model",
        "{\"model\":\"a\\u0085\"} | model",
        "{\"model\":\"a\\ud800\"} | model",
      })
  void scan_unusableField_isRefusedByName(String body, String param) {
    Fault fault = fault(body);
    assertThat(fault.kind()).isEqualTo(FaultKind.MALFORMED_REQUEST);
    assertThat(fault.param()).isEqualTo(param);
    assertThat(fault.message()).contains("byte");
  }

  @Test
  void scan_modelOf256Characters_isTheLongest() {
    assertThat(facts("{\"model\":\"%s\"}".formatted("\\u0061".repeat(256))).model()).hasSize(256);
    assertThat(fault("{\"model\":\"%s\"}".formatted("a".repeat(257))).param()).isEqualTo("model");
    assertThat(fault("{\"model\":\"%s\"}".formatted("a".repeat(9_999))).param()).isEqualTo("model");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "1",
        "\"model\"",
        "null",
        "{",
        "{}}",
        "{} {}",
        "{},",
        "{}x",
        "\uFEFF{}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\" 1}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":01}",
        "{\"a\":-}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":+1}",
        "{\"a\":1e}",
        "{\"a\":1e+}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":tru}",
        "{\"a\":truex}",
        "{\"a\":nul",
        "{\"a\":1x}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\u123\"}",
        "{\"a\":\"",
        "{\"a\":\"\\\"}",
        "{\"a\":[1,]}",
        "{\"a\":[,1]}",
        "{\"a\":[1 2]}",
        "{\"a\":[}",
        "{\"a\":[1}",
        "{\"a\":1]",
        "{}\u0000",
        "{\"a\":1}//c",
        "/**/{}",
        "{\"a\":\u00a01}",
      })
  void scan_notOneObject_isRefused(String body) {
    assertThat(fault(body).kind()).isEqualTo(FaultKind.MALFORMED_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ff",
        "80",
        "c3",
        "c328",
        "c0af",
        "c1bf",
        "e080af",
        "e282",
        "eda080",
        "edbfbf",
        "f08080af",
        "f09f98",
        "f4908080",
        "f5808080",
        "f888808080",
        "fe",
        "c3c3a9",
        "e28228"
      })
  void scan_badUtf8_isRefused(String hex) {
    String latin1 = new String(ByteBufUtil.decodeHexDump(hex), ISO_8859_1);
    for (String body :
        List.of("{\"a\":\"%s\"}", "{\"%s\":1}", "{\"a\":\"1234567890%s\"}", "{}%s")) {
      ByteBuf bytes = Unpooled.copiedBuffer(body.formatted(latin1), ISO_8859_1);
      assertThat(BodyScanner.scan(bytes)).as(body).isInstanceOf(Result.Err.class);
    }
  }

  @Test
  void scan_utf16_isRefused() {
    ByteBuf bytes = Unpooled.copiedBuffer("{\"model\":\"a\"}", UTF_16LE);
    assertThat(BodyScanner.scan(bytes)).isInstanceOf(Result.Err.class);
  }

  @Test
  void scan_depth512_isTheDeepest() {
    assertThat(JsonCheck.isOneDocument(bytes("[".repeat(512) + "]".repeat(512)))).isTrue();
    assertThat(JsonCheck.isOneDocument(bytes("[".repeat(513) + "]".repeat(513)))).isFalse();
    assertThat(fault("{\"a\":" + "[".repeat(1_000_000)).cause().what()).contains("512");
  }

  @Test
  void scan_numberOf400Characters_isTheLongest() {
    assertThat(facts("{\"a\":%s}".formatted("1".repeat(400)))).isEqualTo(BodyFacts.NONE);
    assertThat(fault("{\"a\":%s}".formatted("1".repeat(401))).cause().what()).contains("400");
  }

  @Test
  void scan_fault_namesOffsetOfTheOffendingByte() {
    assertThat(fault("{\"a\":x}").cause().where()).isEqualTo("request body, byte 5");
  }

  static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, UTF_8);
  }

  static BodyFacts value(Result<BodyFacts> result) {
    return switch (result) {
      case Result.Ok<BodyFacts>(BodyFacts facts) -> facts;
      case Result.Err<BodyFacts>(Fault fault) -> throw new AssertionError(fault.message());
    };
  }

  private static BodyFacts facts(String body) {
    return value(BodyScanner.scan(bytes(body)));
  }

  private static Fault fault(String body) {
    return switch (BodyScanner.scan(bytes(body))) {
      case Result.Ok<BodyFacts>(BodyFacts facts) -> throw new AssertionError("accepted: " + facts);
      case Result.Err<BodyFacts>(Fault fault) -> fault;
    };
  }
}
