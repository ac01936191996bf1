package io.crossfade.core.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretMaskTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Incorrect API key provided: sk-abc12********wxyz. You can find it | Incorrect API key"
            + " provided: ***. You can find it",
        "Incorrect API key provided: my-odd-key. See docs | Incorrect API key provided: ***. See"
            + " docs",
        "key sk-proj-Ab_9-xyz was used | key *** was used",
        "key sk-ant-api03-AAAA_bb-cc | key ***",
        "in organization org-AbC123dEf on tokens | in organization *** on tokens",
        "in organization `org_01abc` service | in organization `***` service",
        "project proj_AbC123 is archived | project *** is archived",
        "header Authorization: Bearer abc.def-ghi123 | header Authorization: ***",
        "gsk_abcdefgh12345678 or xai-abcdefgh12345678 | *** or ***",
        "AIzaSyA-1234567890abcdefg | ***",
        "AKIAIOSFODNN7EXAMPLE | ***",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-def | ***",
        "model `projects/my-project/locations/us` | model `projects/***/locations/us`",
      })
  void mask_secretShape_isHidden(String text, String masked) {
    assertThat(SecretMask.mask(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The model `gpt-4o-mini` does not exist",
        "max_tokens is too large: 9000",
        "risk-taking skills",
        "organization settings",
        "a project",
        "task-1 desk-top",
        "bearer of news",
        "key-value pairs"
      })
  void mask_plainWords_stay(String text) {
    assertThat(SecretMask.mask(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "key \\u0073k-abcdef used | key *** used",
        "key sk\\u002dabc\\u0064ef used | key *** used",
        "\\u00e9 \\/ key \\u0073k-abcdef \\n | \\u00e9 \\/ key *** \\n",
        "\\u00e9 no key \\u00zz \\q | \\u00e9 no key \\u00zz \\q",
        "ends in \\ | ends in \\",
        "half a \\u00 | half a \\u00",
        "my \\u006fdd-word here | my *** here",
      })
  void mask_escapedSecret_isHiddenAndNothingElse(String text, String masked) {
    ByteBuf body = SecretMask.mask(SecretMask.mask(Unpooled.copiedBuffer(text, UTF_8)), "odd-word");
    assertThat(body.toString(UTF_8)).isEqualTo(masked);
  }

  @Test
  void mask_bodyWithoutSecret_isTheSameBuffer() {
    ByteBuf body = Unpooled.copiedBuffer("{\"error\":{\"message\":\"é\"}}", UTF_8);
    assertThat(SecretMask.mask(body)).isSameAs(body);
  }

  @Test
  void mask_bodyWithSecret_restIsByteForByte() {
    ByteBuf body = Unpooled.copiedBuffer("{ \"m\": \"é org-abcdef é\" }", UTF_8);
    ByteBuf masked = SecretMask.mask(body);
    assertThat(masked.toString(UTF_8)).isEqualTo("{ \"m\": \"é *** é\" }");
    assertThat(body.refCnt()).isZero();
  }

  @Test
  void sanitise_addressesControlsLength_areGone() {
    String message =
        "see https://api.internal:8443/x?k=1\r\nat 10.0.0.7:443 \u0000" + "y".repeat(999);
    assertThat(SecretMask.sanitise(message))
        .startsWith("see [address] at [address] y")
        .hasSizeLessThan(510);
  }
}
