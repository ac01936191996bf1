package io.crossfade.core.config.read.declared;

import io.crossfade.core.config.ProviderType;
import io.crossfade.core.config.Secret;
import io.crossfade.core.config.Secret.Identity;
import io.crossfade.core.config.yaml.Keys;
import io.crossfade.core.config.yaml.SecretReader;
import io.crossfade.core.config.yaml.Words;
import io.crossfade.core.config.yaml.YamlMap;
import io.crossfade.core.config.yaml.YamlNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code credentials}: who the gateway is towards a cloud. */
final class IdentityReader {
  private static final Keys KEYS =
      Keys.of("tenant", "client_id", "client_secret", "authority", "managed_identity");

  private static final String MANAGED = "managed_identity";
  private static final String DEFAULT = "default";
  private static final String WORKLOAD = "workload_identity";

  private IdentityReader() {}

  /** The identity in place of a key, or null, with a problem. */
  static @Nullable Secret read(YamlMap provider, ProviderType type) {
    YamlNode node = provider.get("credentials");
    if (node == null) {
      return null;
    }
    if (type != ProviderType.AZURE && type != ProviderType.VERTEX) {
      node.error("type %s takes no 'credentials'".formatted(type.label()), "remove it");
      return null;
    }
    YamlNode key = provider.get("api_key");
    if (key != null) {
      key.error("a provider has an api_key or credentials, not both", "remove one of them");
    }
    Identity identity =
        type == ProviderType.VERTEX
            ? google(node)
            : entra(node, Cloud.of(provider.text("base_url", "")));
    return identity == null ? null : new Secret.Issued(identity);
  }

  private static @Nullable Identity google(YamlNode node) {
    String text = Words.filled(node);
    if (text == null || text.equals(DEFAULT)) {
      return text == null ? null : new Identity.GoogleAccount(null);
    }
    if (!text.startsWith("/")) {
      node.error(
          node.path() + " names no absolute path",
          "write the path of a service account's JSON, or default");
    }
    return new Identity.GoogleAccount(text);
  }

  private static @Nullable Identity entra(YamlNode node, Cloud cloud) {
    if (node.isText()) {
      String word = Words.oneOf(node, List.of(MANAGED, WORKLOAD));
      return switch (word) {
        case MANAGED -> new Identity.EntraManaged(null, cloud.resource());
        case WORKLOAD -> new Identity.EntraWorkload(cloud.authority(), cloud.resource());
        case null, default -> null;
      };
    }
    YamlMap map = node.map(KEYS);
    if (map == null) {
      return null;
    }
    return map.get(MANAGED) == null ? app(map, cloud) : machine(map, cloud);
  }

  private static Identity machine(YamlMap map, Cloud cloud) {
    for (String other : List.of("tenant", "client_id", "client_secret", "authority")) {
      YamlNode node = map.get(other);
      if (node != null) {
        node.error("a managed identity takes no '%s'".formatted(other), "remove it");
      }
    }
    return new Identity.EntraManaged(plain(map.get(MANAGED)), cloud.resource());
  }

  private static @Nullable Identity app(YamlMap map, Cloud cloud) {
    String tenant = plain(map.require("tenant", "00000000-0000-0000-0000-000000000000"));
    String client = plain(map.require("client_id", "00000000-0000-0000-0000-000000000000"));
    YamlNode secretNode = map.require("client_secret", "file:/run/secrets/entra");
    Secret secret = secretNode == null ? null : SecretReader.read(secretNode, false);
    URI authority = authority(map.get("authority"), cloud);
    return tenant == null || client == null || secret == null || authority == null
        ? null
        : new Identity.EntraApp(authority, tenant, client, secret, cloud.resource());
  }

  private static @Nullable URI authority(@Nullable YamlNode node, Cloud cloud) {
    String text = node == null ? null : node.text();
    if (node == null || text == null) {
      return cloud.authority();
    }
    try {
      URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Falls through to the one message; the exception quotes the value.
    }
    node.error(node.path() + " is no URL", "write it like https://login.microsoftonline.com");
    return null;
  }

  /** A word without blanks, as ids and domains are. */
  private static @Nullable String plain(@Nullable YamlNode node) {
    String text = node == null ? null : Words.filled(node);
    if (node == null || text == null || text.matches("[A-Za-z0-9._-]{1,128}")) {
      return text;
    }
    node.error(node.path() + " is no id", "write it in letters, digits, dots and dashes");
    return null;
  }

  /**
   * Microsoft's clouds, told apart by the names of their resources. Source: Microsoft, "National
   * clouds", "Compare Azure Government and global Azure".
   */
  private enum Cloud {
    GLOBAL("https://login.microsoftonline.com", "https://cognitiveservices.azure.com"),
    GOVERNMENT("https://login.microsoftonline.us", "https://cognitiveservices.azure.us"),
    CHINA("https://login.partner.microsoftonline.cn", "https://cognitiveservices.azure.cn");

    private final URI authority;
    private final String resource;

    Cloud(String authority, String resource) {
      this.authority = URI.create(authority);
      this.resource = resource;
    }

    static Cloud of(String baseUrl) {
      String lower = baseUrl.toLowerCase(Locale.ROOT);
      if (lower.contains(".azure.us")) {
        return GOVERNMENT;
      }
      return lower.contains(".azure.cn") ? CHINA : GLOBAL;
    }

    URI authority() {
      return authority;
    }

    String resource() {
      return resource;
    }
  }
}
