package io.crossfade.core.config.yaml;

import io.crossfade.core.config.ServerConfig.Address;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code host:port}, with IPv6 addresses in brackets. */
public final class Addresses {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})]|([A-Za-z0-9._-]{1,253})):([0-9]{1,5})");

  private Addresses() {}

  public static Address read(@Nullable YamlNode node, Address fallback) {
    String text = node == null ? null : node.text();
    if (node == null || text == null) {
      return fallback;
    }
    Matcher parts = FORM.matcher(text);
    if (!parts.matches() || Integer.parseInt(parts.group(3)) > 65_535) {
      node.error(
          "%s is not host:port".formatted(node.path()),
          "write it like %s, or 0.0.0.0:%d for all addresses".formatted(fallback, fallback.port()));
      return fallback;
    }
    String host = parts.group(1) != null ? parts.group(1) : parts.group(2);
    return new Address(host, Integer.parseInt(parts.group(3)));
  }

  /** Whether only this host can reach the address; names other than localhost are not resolved. */
  public static boolean isLoopback(Address address) {
    String host = address.host();
    return host.equals("localhost")
        || host.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}")
        || host.equals("::1")
        || host.equals("0:0:0:0:0:0:0:1");
  }
}
