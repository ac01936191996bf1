package io.crossfade.server.aws;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.crossfade.core.http.Headers;
import io.crossfade.server.provider.Signer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Signs requests by AWS's own signer: the path as it is sent, its type and the bytes of its body.
 * Source: AWS General Reference, "AWS Signature Version 4 for API requests".
 *
 * @param provider its name in the file, for messages
 * @param scope what a signature is good for
 * @param account asked for every request, since credentials change
 * @param clock whose time signatures tell
 */
record AwsSigner(
    String provider,
    Scope scope,
    Supplier<@Nullable AwsCredentialsIdentity> account,
    InstantSource clock)
    implements Signer {
  private static final AwsV4HttpSigner V4 = AwsV4HttpSigner.create();

  /** Fields of the signed request that are not there before. */
  private static final List<String> ADDED =
      List.of("authorization", "x-amz-date", "x-amz-security-token", "x-amz-content-sha256");

  /** What a signature is good for. */
  record Scope(String service, String region) {}

  /** The first signature loads many classes, which no event loop should do. */
  AwsSigner {
    URI nowhere = URI.create("https://localhost");
    var _ =
        signed(
            new Unsigned(nowhere, "/", new Headers(), Unpooled.EMPTY_BUFFER),
            AwsCredentialsIdentity.create("none", "none"),
            scope,
            Clock.systemUTC());
  }

  @Override
  public Result<Headers> sign(Unsigned request) {
    AwsCredentialsIdentity credential = account.get();
    return credential == null
        ? Result.err(noCredential())
        : Result.ok(
            signed(request, credential, scope, Clock.fixed(clock.instant(), ZoneOffset.UTC)));
  }

  private static Headers signed(
      Unsigned request, AwsCredentialsIdentity credential, Scope scope, Clock now) {
    SdkHttpRequest signed =
        V4.sign(
                builder ->
                    builder
                        .identity(credential)
                        .request(unsigned(request))
                        .payload(payload(request.body()))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, scope.service())
                        .putProperty(AwsV4HttpSigner.REGION_NAME, scope.region())
                        .putProperty(HttpSigner.SIGNING_CLOCK, now))
            .request();
    Headers added = new Headers();
    for (String name : ADDED) {
      signed.firstMatchingHeader(name).ifPresent(value -> added.add(name, value));
    }
    return added;
  }

  private static SdkHttpRequest unsigned(Unsigned request) {
    URI base = request.baseUrl();
    String scheme = base.getScheme().toLowerCase(Locale.ROOT);
    SdkHttpRequest.Builder builder =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .protocol(scheme)
            .host(base.getHost().toLowerCase(Locale.ROOT))
            .port(base.getPort() < 0 ? null : base.getPort())
            .encodedPath(request.target());
    String type = request.fields().get("content-type");
    return type == null ? builder.build() : builder.putHeader("content-type", type).build();
  }

  private static ContentStreamProvider payload(ByteBuf body) {
    return ContentStreamProvider.fromInputStreamSupplier(
        () -> new ByteBufInputStream(body.duplicate()));
  }

  private Fault noCredential() {
    return Fault.of(
        FaultKind.PROVIDER_AUTH_FAILED,
        "the gateway has no AWS credential at the moment",
        "provider '%s'".formatted(provider),
        "the gateway's operator must give it one; its log says where it looked");
  }
}
