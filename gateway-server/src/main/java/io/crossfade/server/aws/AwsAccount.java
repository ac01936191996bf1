package io.crossfade.server.aws;

import io.crossfade.core.config.Config;
import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.config.Secret;
import io.crossfade.server.credential.Issuer;
import io.crossfade.server.credential.Renewal;
import io.crossfade.server.provider.Signer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * The account the gateway acts for in Amazon's cloud: one for the whole process, found the way
 * every AWS program finds it. Fetched and kept fresh while a provider needs it, and not at all
 * otherwise.
 */
public final class AwsAccount implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AwsAccount.class);
  private static final String SERVICE = "bedrock";

  /** Longer than a metadata server takes that is there; then calls fail until there is one. */
  private static final Duration FIRST_WAIT = Duration.ofSeconds(5);

  private final Supplier<Issuer<AwsCredentialsIdentity>> chain;
  private volatile @Nullable Renewal<AwsCredentialsIdentity> renewal;

  public AwsAccount() {
    this(AwsChain::new);
  }

  /**
   * @param chain made when it is first needed, since that loads many classes
   */
  AwsAccount(Supplier<Issuer<AwsCredentialsIdentity>> chain) {
    this.chain = chain;
  }

  /** Whether requests to a provider are signed: Bedrock's are, unless it has an API key. */
  public static boolean signsFor(ProviderConfig provider) {
    return provider.type() == ProviderType.BEDROCK && provider.apiKey() instanceof Secret.Absent;
  }

  /**
   * Sees to it that there is a credential when a configuration comes into force that needs one.
   * Blocks for a while where it must be fetched first, so it is called by the control plane alone.
   */
  public synchronized void prepare(Config config) {
    boolean needed = config.providers().values().stream().anyMatch(AwsAccount::signsFor);
    if (!needed) {
      close();
    } else if (renewal == null) {
      Renewal<AwsCredentialsIdentity> begun = Renewal.of("the AWS account", chain.get());
      renewal = begun;
      awaitFirst(begun);
    }
  }

  private static void awaitFirst(Renewal<AwsCredentialsIdentity> begun) {
    try {
      if (!begun.awaitFirst(FIRST_WAIT)) {
        LOG.warn("the AWS account has no credential yet; calls that need it fail until it has");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What signs requests to a provider, or null for one whose requests are not signed. */
  public @Nullable Signer signerOf(ProviderConfig provider) {
    ProviderConfig.Place place = provider.place();
    return place == null || !signsFor(provider)
        ? null
        : new AwsSigner(
            provider.name(),
            new AwsSigner.Scope(SERVICE, place.region()),
            this::credential,
            InstantSource.system());
  }

  /** The credential in force, or null while there is none; a look into memory. */
  @Nullable AwsCredentialsIdentity credential() {
    Renewal<AwsCredentialsIdentity> current = renewal;
    return current == null ? null : current.get();
  }

  @Override
  public synchronized void close() {
    Renewal<AwsCredentialsIdentity> last = renewal;
    if (last != null) {
      renewal = null;
      last.close();
    }
  }
}
