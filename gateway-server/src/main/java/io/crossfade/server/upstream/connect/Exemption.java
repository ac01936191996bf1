package io.crossfade.server.upstream.connect;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code NO_PROXY}.
 *
 * @param name host name, which covers the names below it too; with a leading dot only those
 * @param network address or start of a network, or null for a name
 * @param bits leading bits of {@code network} that must agree
 * @param port the only port meant, or 0 for all
 */
record Exemption(String name, @Nullable InetAddress network, int bits, int port) {

  /** Reads a lower-case entry: {@code host}, {@code .host}, an address, or a CIDR, with a port. */
  static Exemption parse(String entry) {
    int slash = entry.indexOf('/');
    InetAddress network = address(slash < 0 ? entry : entry.substring(0, slash));
    if (network != null) {
      int all = 8 * network.getAddress().length;
      return new Exemption(entry, network, slash < 0 ? all : bits(entry, slash, all), 0);
    }
    int colon = entry.lastIndexOf(':');
    int port = colon < 0 ? 0 : number(entry.substring(colon + 1));
    String host = colon < 0 ? entry : entry.substring(0, colon);
    InetAddress literal = address(host);
    int bits = literal == null ? 0 : 8 * literal.getAddress().length;
    return new Exemption(host.startsWith("*.") ? host.substring(1) : host, literal, bits, port);
  }

  boolean covers(String host, int onPort) {
    if (port != 0 && port != onPort) {
      return false;
    }
    InetAddress address = address(host);
    if (address != null || network != null) {
      return address != null && network != null && agree(address.getAddress());
    }
    return name.startsWith(".")
        ? host.endsWith(name)
        : host.equals(name) || host.endsWith("." + name);
  }

  private boolean agree(byte[] address) {
    byte[] wanted = network == null ? new byte[0] : network.getAddress();
    if (wanted.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      if (((wanted[bit / 8] ^ address[bit / 8]) & (0x80 >> bit % 8)) != 0) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable InetAddress address(String text) {
    String bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    return NetUtil.createInetAddressFromIpAddressString(bare);
  }

  private static int bits(String entry, int slash, int all) {
    int bits = number(entry.substring(slash + 1));
    return bits < 0 || bits > all ? all : bits;
  }

  private static int number(String digits) {
    return digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : -1;
  }
}
