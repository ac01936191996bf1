package io.crossfade.core.config.read;

import io.crossfade.core.config.Secret;
import io.crossfade.core.config.ServerConfig;
import io.crossfade.core.config.ServerConfig.Address;
import io.crossfade.core.config.ServerConfig.Tls;
import io.crossfade.core.config.yaml.Addresses;
import io.crossfade.core.config.yaml.Keys;
import io.crossfade.core.config.yaml.SecretReader;
import io.crossfade.core.config.yaml.Variables;
import io.crossfade.core.config.yaml.YamlMap;
import io.crossfade.core.config.yaml.YamlNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads {@code server}: the two ports, TLS and the admin key. */
final class ServerReader {
  private static final Keys KEYS = Keys.of("listen", "tls", "admin", "admin_key");
  private static final Keys TLS = Keys.of("cert", "key");
  private static final ServerConfig DEFAULT =
      new ServerConfig(new Address("127.0.0.1", 8080), null, new Address("127.0.0.1", 9090), null);

  private ServerReader() {}

  static ServerConfig read(YamlMap file) {
    YamlMap server = file.map("server", KEYS);
    if (server == null) {
      return DEFAULT;
    }
    Address listen = Addresses.read(server.get("listen"), DEFAULT.listen());
    Address admin = Addresses.read(server.get("admin"), DEFAULT.admin());
    if (listen.equals(admin) && listen.port() != 0) {
      server.self().error("both ports have the same address", "give admin another port");
    }
    Secret key = adminKey(server.get("admin_key"), Addresses.isLoopback(admin));
    return new ServerConfig(listen, tls(server.map("tls", TLS)), admin, key);
  }

  private static @Nullable Tls tls(@Nullable YamlMap tls) {
    if (tls == null) {
      return null;
    }
    Path cert = path(tls.require("cert", "/etc/crossfade/tls.crt"));
    Path key = path(tls.require("key", "/etc/crossfade/tls.key"));
    return cert == null || key == null ? null : new Tls(cert, key);
  }

  private static @Nullable Path path(@Nullable YamlNode node) {
    String text = node == null ? null : node.text();
    if (node == null || text == null) {
      return null;
    }
    try {
      if (!text.isBlank()) {
        return Path.of(text);
      }
    } catch (InvalidPathException e) {
      // Falls through to the one message; the exception quotes the value, which may be a secret.
    }
    node.error(node.path() + " is no path", "write the path of a PEM file");
    return null;
  }

  /** An empty key means none: on loopback one is made, elsewhere that would surprise. */
  private static @Nullable Secret adminKey(@Nullable YamlNode node, boolean loopback) {
    Variables variables = node == null ? null : node.variables();
    String key = variables == null ? null : variables.fill();
    if (node == null || key == null) {
      return null;
    }
    if (!key.isBlank()) {
      return SecretReader.read(node, false);
    }
    if (loopback) {
      node.warning("the admin key is empty", "remove admin_key to have one made");
    } else {
      node.error(
          "the admin key is empty and the admin port listens beyond this host",
          "set a key, or listen on 127.0.0.1");
    }
    return null;
  }
}
