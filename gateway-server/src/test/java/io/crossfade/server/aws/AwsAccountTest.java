package io.crossfade.server.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.core.config.Config;
import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.config.read.ConfigReader;
import io.crossfade.server.credential.Issued;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.FakeProvider;
import io.crossfade.server.testing.aws.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** When the account's credential is fetched, and how it is found. */
final class AwsAccountTest {
  private static final AwsCredentialsIdentity KEYS = AwsCredentialsIdentity.create("AKID", "s3cr");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static final String SIGNED = "{type: bedrock, region: eu-central-1}";
  private static final String WITH_KEY =
      "{type: bedrock, region: eu-central-1, api_key: \"${KEY}\"}";

  @Test
  void prepare_providerThatIsSigned_fetchesOnceWhileItIsNeeded() {
    AtomicInteger made = new AtomicInteger();
    try (AwsAccount account = account(made)) {
      account.prepare(config(WITH_KEY));
      assertThat(account.credential()).isNull();
      account.prepare(config(SIGNED));
      account.prepare(config(SIGNED));
      assertThat(account.credential()).isEqualTo(KEYS);
      assertThat(made).hasValue(1);
      account.prepare(config(WITH_KEY));
      assertThat(account.credential()).isNull();
    }
  }

  @Test
  void signerOf_providers_onlySignsWhereNoKeyIsGiven() {
    try (AwsAccount account = account(new AtomicInteger())) {
      assertThat(account.signerOf(provider(SIGNED))).isNotNull();
      assertThat(account.signerOf(provider(WITH_KEY))).isNull();
      assertThat(account.signerOf(provider("{type: openai, api_key: \"${KEY}\"}"))).isNull();
    }
  }

  @Test
  void issue_keysWithoutEnd_areLookedForAgain() throws IOException {
    Issued<AwsCredentialsIdentity> issued = chain(AwsAccountTest::basic).issue();
    assertThat(issued.expires()).isEqualTo(NOW.plus(Duration.ofMinutes(20)));
    assertThat(issued.toString()).doesNotContain("s3cr");
  }

  @Test
  void issue_nothingFound_saysWhatToDo() {
    AwsCredentialsProvider none =
        () -> {
          throw SdkClientException.create("Chain(long, list) : [Here: no, " + "x".repeat(1_000));
        };
    assertThatThrownBy(() -> chain(none).issue())
        .isInstanceOf(IOException.class)
        .message()
        .startsWith("no AWS credential was found ([Here: no, ")
        .contains("AWS_ACCESS_KEY_ID", "a profile", "role")
        .hasSizeLessThan(900);
  }

  /** As containers on ECS and EKS get theirs, over the JDK's own HTTP. */
  @Test
  void issue_containersEndpoint_isAsked() throws IOException {
    Answer keys =
        Answer.json(
            200,
            """
            {"AccessKeyId":"AKID","SecretAccessKey":"s3cr","Token":"t0ken",\
            "Expiration":"2036-03-01T12:00:00Z"}\
            """);
    try (FakeProvider endpoint = new FakeProvider(keys)) {
      Map<String, String> container =
          Map.of("aws.containerCredentialsFullUri", endpoint.url() + "/creds");
      try (Account _ = Account.none(container)) {
        Issued<AwsCredentialsIdentity> issued = new AwsChain().issue();
        assertThat(issued.credential().accessKeyId()).isEqualTo("AKID");
        assertThat(issued.expires()).isEqualTo(Instant.parse("2036-03-01T12:00:00Z"));
      }
    }
  }

  /** As pods on EKS with a role of their own get theirs: a token in a file is traded for keys. */
  @Test
  void issue_webIdentity_isTradedForKeys(@TempDir Path folder) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "the-pods-token");
    Answer keys =
        Answer.whole(
            200,
            "text/xml",
            """
            <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <AssumeRoleWithWebIdentityResult><Credentials>
                <AccessKeyId>AKID</AccessKeyId><SecretAccessKey>s3cr</SecretAccessKey>
                <SessionToken>t0ken</SessionToken><Expiration>2036-03-01T12:00:00Z</Expiration>
              </Credentials></AssumeRoleWithWebIdentityResult>
            </AssumeRoleWithWebIdentityResponse>
            """
                .getBytes(UTF_8));
    try (FakeProvider sts = new FakeProvider(keys)) {
      Map<String, String> pod =
          Map.of(
              "aws.webIdentityTokenFile",
              token.toString(),
              "aws.roleArn",
              "arn:aws:iam::123456789012:role/pod",
              "aws.region",
              "eu-central-1",
              "aws.endpointUrlSts",
              sts.url());
      try (Account _ = Account.none(pod)) {
        Issued<AwsCredentialsIdentity> issued = new AwsChain().issue();
        assertThat(issued.credential().accessKeyId()).isEqualTo("AKID");
        assertThat(issued.expires()).isEqualTo(Instant.parse("2036-03-01T12:00:00Z"));
        assertThat(sts.awaitRequest(0).text()).contains("the-pods-token");
      }
    }
  }

  private static AwsAccount account(AtomicInteger made) {
    return new AwsAccount(
        () -> {
          made.incrementAndGet();
          return () -> new Issued<>(KEYS, Instant.MAX);
        });
  }

  private static AwsChain chain(AwsCredentialsProvider provider) {
    return new AwsChain(provider, InstantSource.fixed(NOW));
  }

  private static AwsCredentials basic() {
    return AwsBasicCredentials.create("AKID", "s3cr");
  }

  private static ProviderConfig provider(String declared) {
    return Objects.requireNonNull(config(declared).providers().get("p"));
  }

  private static Config config(String declared) {
    String yaml = "providers:\n  p: " + declared + "\n";
    return switch (ConfigReader.read("test.yaml", yaml, Map.of("KEY", "k1234567"))) {
      case ConfigResult.Valid valid -> valid.config();
      case ConfigResult.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }
}
