package io.crossfade.server.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.crossfade.core.http.Headers;
import io.crossfade.server.provider.Signer.Unsigned;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** What is signed, with what, and what happens without. */
final class AwsSignerTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Unsigned REQUEST =
      new Unsigned(
          URI.create("https://bedrock-runtime.eu-central-1.amazonaws.com"),
          "/model/a.b-v1%3A0/converse",
          Headers.of("content-type", "application/json", "x-trace", "1"),
          Unpooled.wrappedBuffer("{}".getBytes(UTF_8)));

  @Test
  void sign_sessionCredential_carriesItsTokenAndTime() {
    Headers signed =
        ((Result.Ok<Headers>)
                signer(AwsSessionCredentialsIdentity.create("AKID", "secret", "token"))
                    .sign(REQUEST))
            .value();
    assertThat(signed.get("x-amz-date")).isEqualTo("20260301T120000Z");
    assertThat(signed.get("x-amz-security-token")).isEqualTo("token");
    assertThat(signed.get("authorization"))
        .startsWith("AWS4-HMAC-SHA256 Credential=AKID/20260301/eu-central-1/bedrock/aws4_request")
        .contains("content-type;host;")
        .doesNotContain("x-trace", "secret");
  }

  @Test
  void sign_anyRequest_leavesTheBodyAsItIs() {
    ByteBuf body = REQUEST.body();
    var _ = signer(AwsCredentialsIdentity.create("AKID", "secret")).sign(REQUEST);
    assertThat(body.readableBytes()).isEqualTo(2);
    assertThat(body.refCnt()).isEqualTo(1);
  }

  @Test
  void sign_withoutCredential_saysWhoMustAct() {
    Fault fault = ((Result.Err<Headers>) signer(null).sign(REQUEST)).fault();
    assertThat(fault.kind()).isEqualTo(FaultKind.PROVIDER_AUTH_FAILED);
    assertThat(fault.message()).contains("no AWS credential", "provider 'aws'", "operator");
  }

  private static AwsSigner signer(@Nullable AwsCredentialsIdentity credential) {
    return new AwsSigner(
        "aws",
        new AwsSigner.Scope("bedrock", "eu-central-1"),
        () -> credential,
        InstantSource.fixed(NOW));
  }
}
