package io.crossfade.server.upstream.connect;

import static java.util.function.Predicate.not;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which proxy stands before which host, by the environment variables that curl, Go and Python read:
 * {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}, in either case,
 * lower case first. Loopback never goes through a proxy.
 */
public final class Proxies {
  private final Map<String, String> environment;
  private final List<Exemption> exempt;
  private final boolean none;

  private Proxies(Map<String, String> environment, List<String> exempt) {
    this.environment = environment;
    this.exempt = exempt.stream().map(Exemption::parse).toList();
    this.none = exempt.contains("*");
  }

  /** Proxies as the environment has them. */
  public static Proxies from(Map<String, String> environment) {
    String list = environment.getOrDefault("no_proxy", environment.getOrDefault("NO_PROXY", ""));
    List<String> exempt =
        Arrays.stream(list.split("[,\\s]+", -1))
            .filter(not(String::isEmpty))
            .map(entry -> entry.toLowerCase(Locale.ROOT))
            .toList();
    return new Proxies(environment, exempt);
  }

  /**
   * The proxy on the way to a host.
   *
   * @throws IllegalArgumentException where the variable that decides cannot be read
   */
  public Optional<Proxy> on(boolean secure, String host, int port) {
    String name = host.toLowerCase(Locale.ROOT);
    if (none || loopback(name) || exempt.stream().anyMatch(one -> one.covers(name, port))) {
      return Optional.empty();
    }
    return variable(secure ? "https_proxy" : "http_proxy").or(() -> variable("all_proxy"));
  }

  private Optional<Proxy> variable(String name) {
    return set(name)
        .or(() -> set(name.toUpperCase(Locale.ROOT)))
        .map(found -> Proxy.parse(found, environment.getOrDefault(found, "").strip()));
  }

  private Optional<String> set(String name) {
    return Optional.of(name).filter(one -> !environment.getOrDefault(one, "").isBlank());
  }

  private static boolean loopback(String host) {
    InetAddress address = NetUtil.createInetAddressFromIpAddressString(host);
    return address == null
        ? host.equals("localhost") || host.endsWith(".localhost")
        : address.isLoopbackAddress();
  }
}
