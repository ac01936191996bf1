package io.crossfade.core.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where a secret comes from. The value itself is read late and is never part of a message. */
public sealed interface Secret {

  /**
   * A value found while the file was read; {@code toString} hides it.
   *
   * @param variable of the environment that held it, or empty when it stands in the file itself
   * @param reveal the secret
   */
  record Value(String variable, String reveal) implements Secret {
    @Override
    public String toString() {
      return variable.isEmpty() ? "***" : "${" + variable + "}";
    }
  }

  /** A file, read again when it changes; trailing line ends are not part of the secret. */
  record InFile(String path) implements Secret {}

  /** The caller's own credential goes through. */
  record Caller() implements Secret {}

  /** None is sent. */
  record Absent() implements Secret {}

  /** A token, fetched and renewed while the gateway runs. */
  record Issued(Identity to) implements Secret {}

  /** Who the gateway is towards a cloud, which gives it tokens for that. */
  sealed interface Identity {

    /**
     * An application registered with Microsoft Entra.
     *
     * @param authority that issues tokens, without a trailing slash
     * @param tenant id or domain
     * @param clientId of the application
     * @param secret of the application
     * @param resource the tokens are for
     */
    record EntraApp(URI authority, String tenant, String clientId, Secret secret, String resource)
        implements Identity {}

    /**
     * An application of Entra that trusts the tokens of a Kubernetes service account; tenant,
     * client and file are said by the environment.
     */
    record EntraWorkload(URI authority, String resource) implements Identity {}

    /**
     * The managed identity of the machine this runs on.
     *
     * @param clientId of one assigned by a user, or null for the machine's own
     */
    record EntraManaged(@Nullable String clientId, String resource) implements Identity {}

    /**
     * An account of Google Cloud.
     *
     * @param file its credentials in JSON, or null for what the environment provides
     */
    record GoogleAccount(@Nullable String file) implements Identity {}
  }
}
