package io.crossfade.server.testing.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.http.Headers;
import org.junit.jupiter.api.Test;

/** The yardstick itself, by AWS's published examples. */
final class SigV4Test {
  private static final SigV4 EXAMPLE =
      new SigV4("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "service");

  /** From AWS's test suite for Signature Version 4: {@code get-vanilla}. */
  @Test
  void signature_getVanilla_isAwss() {
    assertThat(EXAMPLE.signature("GET", "/", signed("host;x-amz-date"), new byte[0]))
        .isEqualTo("5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
  }

  /** {@code post-x-www-form-urlencoded}. */
  @Test
  void signature_postWithABody_isAwss() {
    Headers headers =
        signed("content-type;host;x-amz-date")
            .add("content-type", "application/x-www-form-urlencoded");
    assertThat(EXAMPLE.signature("POST", "/", headers, "Param1=value1".getBytes(UTF_8)))
        .isEqualTo("ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
  }

  private static Headers signed(String names) {
    return Headers.of(
        "host",
        "example.amazonaws.com",
        "x-amz-date",
        "20150830T123600Z",
        "authorization",
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
            + " SignedHeaders="
            + names
            + ", Signature=0");
  }
}
