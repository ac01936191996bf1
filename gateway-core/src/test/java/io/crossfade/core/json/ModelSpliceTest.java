package io.crossfade.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import org.junit.jupiter.api.Test;

final class ModelSpliceTest {

  @Test
  void put_smallBody_onlyTheModelChanges() {
    assertThat(spliced("{ \"a\":1,\"model\" : \"old\" ,\"b\": [ ] }", "new/model"))
        .isEqualTo("{ \"a\":1,\"model\" : \"new/model\" ,\"b\": [ ] }");
  }

  @Test
  void put_modelToBeEscaped_isEscaped() {
    assertThat(spliced("{\"model\":\"old\"}", "a\"b\\\u0001é"))
        .isEqualTo("{\"model\":\"a\\\"b\\\\\\u0001é\"}");
  }

  @Test
  void put_noModel_isInFront() {
    assertThat(spliced("{\"a\":1}", "new")).isEqualTo("{\"model\":\"new\",\"a\":1}");
    assertThat(spliced(" \n{ \"a\":1 } ", "n\"w"))
        .isEqualTo(" \n{\"model\":\"n\\\"w\", \"a\":1 } ");
  }

  @Test
  void put_noFields_isTheOnlyOne() {
    assertThat(spliced("{}", "new")).isEqualTo("{\"model\":\"new\"}");
    assertThat(spliced("{ \r\n }", "new")).isEqualTo("{\"model\":\"new\" \r\n }");
  }

  @Test
  void put_modelIsNull_standsInItsPlace() {
    assertThat(spliced("{\"a\":1, \"model\" : null}", "new"))
        .isEqualTo("{\"a\":1, \"model\" : \"new\"}");
  }

  @Test
  void put_sameModel_sameBytes() {
    assertThat(spliced("{\"model\":\"n\\u0065w\"}", "new")).isEqualTo("{\"model\":\"n\\u0065w\"}");
  }

  @Test
  void put_largeBody_sharesItsMemory() {
    String rest = ",\"x\":\"" + "y".repeat(100_000) + "\"}";
    ByteBuf body = BodyScannerTest.bytes("{\"model\":\"old\"" + rest);
    BodyFacts facts = BodyScannerTest.value(BodyScanner.scan(body));
    ByteBuf spliced = ModelSplice.put(body, facts, "new-one");
    assertThat(spliced).isInstanceOf(CompositeByteBuf.class);
    assertThat(spliced.toString(UTF_8)).isEqualTo("{\"model\":\"new-one\"" + rest);
    assertThat(body.refCnt()).isEqualTo(3);
    spliced.release();
    assertThat(body.refCnt()).isOne();
  }

  private static String spliced(String text, String model) {
    ByteBuf body = BodyScannerTest.bytes(text);
    BodyFacts facts = BodyScannerTest.value(BodyScanner.scan(body));
    ByteBuf spliced = ModelSplice.put(body, facts, model);
    String result = spliced.toString(UTF_8);
    spliced.release();
    assertThat(body.refCnt()).isOne();
    assertThat(body.toString(UTF_8)).isEqualTo(text);
    return result;
  }
}
