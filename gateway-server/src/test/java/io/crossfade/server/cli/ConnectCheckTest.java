package io.crossfade.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.Config;
import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.read.ConfigReader;
import io.crossfade.server.aws.AwsAccount;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.FakeProvider;
import io.crossfade.server.testing.SeenRequest;
import io.crossfade.server.testing.aws.Account;
import io.crossfade.server.testing.aws.SigV4;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tiny call to Bedrock, which is signed as calls are. */
final class ConnectCheckTest {
  private static final String SECRET = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY";
  private static final String TOKEN = "IQoJb3JpZ2luX2VjSESSIONTOKEN";

  @Test
  void run_signedProvider_isAsked() throws InterruptedException {
    try (Account _ = Account.of(SECRET, TOKEN)) {
      assertThat(checked()).isEqualTo("ok      aws/amazon.nova-micro-v1:0\n");
    }
  }

  @Test
  void run_credentialRefused_saysSoWithoutIt() throws InterruptedException {
    try (Account _ = Account.of("another", TOKEN)) {
      assertThat(checked())
          .startsWith("failed  aws/amazon.nova-micro-v1:0: status 403")
          .contains("account used without one")
          .doesNotContain(TOKEN, "another");
    }
  }

  @Test
  void run_noCredential_saysWhatToDo() throws InterruptedException {
    try (Account _ = Account.none(Map.of())) {
      assertThat(checked())
          .startsWith("failed  aws/amazon.nova-micro-v1:0: ")
          .contains("no AWS credential");
    }
  }

  /** A service that does not accept a signature says what it should have been made of. */
  private static Answer answer(SeenRequest request) {
    return new SigV4(SECRET, "bedrock").accepts(request)
        ? Answer.json(200, "{\"output\":{\"message\":{\"content\":[]}}}")
        : Answer.json(403, "{\"message\":\"Should be x-amz-security-token:" + TOKEN + "\"}");
  }

  private static String checked() throws InterruptedException {
    StringWriter out = new StringWriter();
    try (FakeProvider bedrock = new FakeProvider(ConnectCheckTest::answer);
        AwsAccount account = new AwsAccount()) {
      Config config = config(bedrock.url());
      account.prepare(config);
      try (ProviderLine line = new ProviderLine(config.providers(), Map.of())) {
        int _ = new ConnectCheck(config, new PrintWriter(out, true), line, account).run();
      }
    }
    return out.toString();
  }

  private static Config config(String url) {
    String yaml =
        """
        providers:
          aws: {type: bedrock, region: eu-central-1, base_url: "%s"}
        routes:
          - {model: "*", to: "aws/amazon.nova-micro-v1:0"}
        """
            .formatted(url);
    return switch (ConfigReader.read("test.yaml", yaml, Map.of())) {
      case ConfigResult.Valid valid -> valid.config();
      case ConfigResult.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }
}
