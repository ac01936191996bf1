package io.crossfade.server.http1;

import io.crossfade.core.http.Headers;

/** What the {@code Connection} fields of a head list (RFC 9110 §7.6.1). */
public final class ConnectionOptions {
  private ConnectionOptions() {}

  /** Whether one of the fields lists that option, in any case. */
  public static boolean has(Headers headers, String option) {
    return listed(headers, "connection", option);
  }

  /** Whether a field of that name, a comma-separated list, holds an item, in any case. */
  public static boolean listed(Headers headers, String name, String item) {
    for (int at = 0; at < headers.size(); at++) {
      if (headers.name(at).equals(name) && lists(headers.value(at), item)) {
        return true;
      }
    }
    return false;
  }

  private static boolean lists(String value, String item) {
    if (value.length() == item.length()) {
      return value.equalsIgnoreCase(item);
    }
    int from = 0;
    while (from <= value.length()) {
      int comma = value.indexOf(',', from);
      int to = comma < 0 ? value.length() : comma;
      if (value.substring(from, to).strip().equalsIgnoreCase(item)) {
        return true;
      }
      from = to + 1;
    }
    return false;
  }
}
