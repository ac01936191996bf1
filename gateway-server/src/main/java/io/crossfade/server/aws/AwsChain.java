package io.crossfade.server.aws;

import io.crossfade.server.credential.Issued;
import io.crossfade.server.credential.Issuer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.profiles.ProfileFileSupplier;

/**
 * AWS's usual chain of places a credential may come from: environment, web identity, profile files,
 * container, instance. Source: AWS SDK for Java 2.x, "Default credentials provider chain".
 */
final class AwsChain implements Issuer<AwsCredentialsIdentity> {
  /** Keys without an end are looked for again, since whoever writes them may change them. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(20);

  private static final int MAX_TOLD = 600;

  private final AwsCredentialsProvider chain;
  private final InstantSource clock;

  AwsChain() {
    this(
        DefaultCredentialsProvider.builder()
            .profileFile(ProfileFileSupplier.defaultSupplier())
            .build(),
        InstantSource.system());
  }

  AwsChain(AwsCredentialsProvider chain, InstantSource clock) {
    this.chain = chain;
    this.clock = clock;
  }

  @Override
  public Issued<AwsCredentialsIdentity> issue() throws IOException {
    try {
      AwsCredentialsIdentity found = chain.resolveCredentials();
      Instant again = clock.instant().plus(LOOK_AGAIN);
      return new Issued<>(found, found.expirationTime().orElse(again));
    } catch (SdkException none) {
      throw new IOException(
          "no AWS credential was found (%s); set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a"
                  .formatted(shortened(String.valueOf(none.getMessage())))
              + " profile, or give the host a role",
          none);
    }
  }

  /** What each place said; before it the chain lists its places. */
  private static String shortened(String message) {
    int places = message.lastIndexOf(" : [");
    String told = places < 0 ? message : message.substring(places + " : ".length());
    return told.length() > MAX_TOLD ? told.substring(0, MAX_TOLD) + "…" : told;
  }
}
