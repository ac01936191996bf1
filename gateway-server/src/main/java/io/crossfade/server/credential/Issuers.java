package io.crossfade.server.credential;

import io.crossfade.core.config.Secret;
import io.crossfade.core.config.Secret.Identity;
import io.crossfade.core.config.Secret.Identity.EntraApp;
import io.crossfade.core.config.Secret.Identity.EntraManaged;
import io.crossfade.core.config.Secret.Identity.EntraWorkload;
import io.crossfade.core.config.Secret.Identity.GoogleAccount;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who issues tokens to which identity: one line each. */
public final class Issuers implements AutoCloseable {
  private final TokenLine line;
  private final EntraTokens entra;
  private final GoogleTokens google;

  /**
   * Starts a line to all of them.
   *
   * @param environment of which proxies, authorities and identities of machines are read
   * @param secrets current value of each that is no token itself
   */
  public Issuers(Map<String, String> environment, Function<Secret, @Nullable String> secrets) {
    this.line = new TokenLine(environment);
    this.entra = new EntraTokens(line, environment, secrets);
    this.google = new GoogleTokens(line, environment);
  }

  public Issuer<String> of(Identity identity) {
    return switch (identity) {
      case EntraApp app -> () -> entra.of(app);
      case EntraWorkload workload -> () -> entra.of(workload);
      case EntraManaged machine -> () -> entra.of(machine);
      case GoogleAccount account -> () -> google.of(account);
    };
  }

  /** What log lines call an identity; without its secret. */
  static String name(Identity identity) {
    return switch (identity) {
      case EntraApp app -> "application %s of Entra".formatted(app.clientId());
      case EntraWorkload _ -> "the workload identity";
      case EntraManaged _ -> "the managed identity";
      case GoogleAccount(String file) when file != null -> "the account of " + file;
      case GoogleAccount _ -> "the default account of Google Cloud";
    };
  }

  @Override
  public void close() {
    line.close();
  }
}
