package io.crossfade.server.credential;

import io.crossfade.core.config.Config;
import io.crossfade.core.config.Secret;
import io.crossfade.core.config.Secret.Identity;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of every identity that the configuration names, kept fresh. Asking for one is a look
 * into memory, from any thread.
 */
public final class Credentials implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);

  /** Longer than token services take; then calls fail until there is a token. */
  private static final Duration FIRST_WAIT = Duration.ofSeconds(5);

  private final Map<String, String> environment;
  private final Function<Secret, @Nullable String> secrets;
  private final Map<Identity, Renewal<String>> renewals = new ConcurrentHashMap<>();

  /** Of identities no longer named: calls under way may still need their last token. */
  private final Map<Identity, Renewal<String>> retired = new ConcurrentHashMap<>();

  private @Nullable Issuers issuers;

  /**
   * Without tokens yet; no thread is started before one is needed.
   *
   * @param environment of which proxies, authorities and identities of machines are read
   * @param secrets current value of each that is no token itself
   */
  public Credentials(Map<String, String> environment, Function<Secret, @Nullable String> secrets) {
    this.environment = Map.copyOf(environment);
    this.secrets = secrets;
  }

  /** The current token, or null while there is none. */
  public @Nullable String get(Identity identity) {
    Renewal<String> renewal = renewals.get(identity);
    Renewal<String> last = renewal == null ? retired.get(identity) : renewal;
    return last == null ? null : last.get();
  }

  /**
   * Fetches tokens for a configuration that is about to be put in force, and waits for them a
   * while: by the control plane alone.
   */
  public synchronized void prepare(Config config) {
    Collection<Renewal<String>> begun =
        identities(config).stream()
            .filter(identity -> !renewals.containsKey(identity))
            .map(this::begun)
            .toList();
    begun.forEach(Credentials::awaitFirst);
  }

  private Renewal<String> begun(Identity identity) {
    if (issuers == null) {
      issuers = new Issuers(environment, secrets);
    }
    Renewal<String> renewal = Renewal.of(Issuers.name(identity), issuers.of(identity));
    renewals.put(identity, renewal);
    return renewal;
  }

  private static void awaitFirst(Renewal<String> renewal) {
    try {
      if (!renewal.awaitFirst(FIRST_WAIT)) {
        LOG.warn("no token yet; calls that need it fail until it is there");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Renews no more for identities that this configuration, now in force, no longer names. */
  public synchronized void retain(Config config) {
    Set<Identity> named = identities(config);
    for (Identity identity : Set.copyOf(renewals.keySet())) {
      Renewal<String> renewal = renewals.get(identity);
      if (!named.contains(identity) && renewal != null) {
        renewal.close();
        retired.put(identity, renewal);
        renewals.remove(identity);
      }
    }
  }

  private static Set<Identity> identities(Config config) {
    return config.providers().values().stream()
        .flatMap(provider -> identity(provider.apiKey()).stream())
        .collect(Collectors.toSet());
  }

  private static Set<Identity> identity(Secret secret) {
    return secret instanceof Secret.Issued(Identity identity) ? Set.of(identity) : Set.of();
  }

  @Override
  public synchronized void close() {
    renewals.values().forEach(Renewal::close);
    if (issuers != null) {
      issuers.close();
    }
  }
}
