package io.crossfade.server.testing.aws;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/**
 * What AWS's chain finds in this process until it is closed, whatever the machine has: Java's
 * properties come before everything else there, but cannot hide what the environment says.
 */
public final class Account implements AutoCloseable {
  private static final Map<String, String> NOTHING_ELSE =
      Map.of(
          "aws.sharedCredentialsFile", "/nonexistent/credentials",
          "aws.configFile", "/nonexistent/config",
          "aws.disableEc2Metadata", "true");

  private static final Set<String> IN_ENVIRONMENT =
      Set.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_ACCESS_KEY",
          "AWS_WEB_IDENTITY_TOKEN_FILE",
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI");

  private final List<String> set = new ArrayList<>();

  private Account() {}

  /** Keys of a session. */
  public static Account of(String secretKey, String sessionToken) {
    return new Account()
        .set(
            Map.of(
                "aws.accessKeyId", "AKIDEXAMPLE",
                "aws.secretAccessKey", secretKey,
                "aws.sessionToken", sessionToken));
  }

  /** Nothing, or these properties alone; the test is left out where the environment says more. */
  public static Account none(Map<String, String> but) {
    Assumptions.assumeTrue(
        Collections.disjoint(System.getenv().keySet(), IN_ENVIRONMENT),
        "the environment names an account of AWS");
    return new Account().set(NOTHING_ELSE).set(but);
  }

  private Account set(Map<String, String> properties) {
    properties.forEach(System::setProperty);
    set.addAll(properties.keySet());
    return this;
  }

  @Override
  public void close() {
    set.forEach(System::clearProperty);
  }
}
